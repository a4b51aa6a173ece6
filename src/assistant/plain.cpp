#include "assistant/plain.hpp"

#include <fmt/format.h>

#include "assistant/present.hpp"
#include "base/printable.hpp"

namespace errand::assistant::present {
namespace {

// Joins what is not empty, an empty line between.
class Paragraphs {
  public:
    void add(const std::string& text) {
        if (text.empty()) return;
        if (!all_.empty()) all_ += "\n\n";
        all_ += text;
    }
    std::string take() { return std::move(all_); }

  private:
    std::string all_;
};

// Sentences. A line break stays one where markup would run the lines together; behind a quoted line
// ("> ") it ends the quote, which would otherwise go on over errand's own words.
std::string prose(std::string_view text) {
    std::string safe;
    const auto shown = printable(text);
    std::size_t begin = 0;  // of the line
    for (std::size_t at = 0; at < shown.size(); ++at) {
        const char one = shown[at];
        if (one == '[')
            safe += "［";
        else if (one == '<')
            safe += "＜";
        else if (one == '`')
            safe += "｀";
        else if (one == '\n') {
            const auto line = std::string_view(shown).substr(begin, at - begin);
            const bool goes_on = std::string_view(shown).substr(at + 1).starts_with("> ");
            safe += line.starts_with("> ") && !goes_on ? "\n\n" : "  \n";
            begin = at + 1;
        } else
            safe += one;
    }
    return safe;
}

// A card, as it stands.
std::string fenced(const Lines& lines) {
    if (lines.empty()) return {};
    std::string all = "```\n";
    for (const auto& line : lines) {
        for (const char one : printable_line(line)) all += one == '`' ? '\'' : one;
        all += '\n';
    }
    return all + "```";
}

std::string text_of(const json::value& event, std::string_view key, std::string_view language) {
    const auto* found = json::find(event, key);
    return found == nullptr ? std::string{} : prose(name(*found, language));
}

const json::array& list_at(const json::value& from, std::string_view key) {
    static const json::array none;
    const auto* found = json::find(from, key);
    return found != nullptr && found->is_array() ? found->get_array() : none;
}

Lines numbered(const json::array& offers, std::string_view language) {
    Lines all;
    for (std::size_t i = 0; i < offers.size(); ++i) {
        const auto lines = offer(offers[i], language);
        for (std::size_t line = 0; line < lines.size(); ++line)
            all.push_back((line == 0 ? fmt::format("{}) ", i + 1) : std::string("   ")) +
                          lines[line]);
    }
    return all;
}

Text how_to_sign(std::string_view ask) {
    return {fmt::format(
                "文字不能代替签名,这一步要你签名。在保存你的密钥的机器上运行 `errand approve {}` "
                "来看清并签名;想改就直接说,不要就说“不要”。",
                ask),
            fmt::format("Words are no signature; this needs yours. To see it and sign it, run "
                        "`errand approve {}` on the machine that holds your key. Say what to "
                        "change, or “no” to drop it.",
                        ask)};
}

Text how_to_grant(const json::value& ask) {
    const auto page = json::string_at(ask, "sign_in");
    const auto* alone = json::find(ask, "by_itself");
    if (!page.empty() && alone != nullptr && alone->is_bool() && !alone->get_bool())
        return {fmt::format("请打开这个地址登录来允许:{} 。不允许就回复“不允许”。", page),
                fmt::format("To allow it, sign in at {} ; to refuse, answer “no”.", page)};
    return {"请回复“允许”或“不允许”。", "Answer “yes” or “no”."};
}

std::string suggestions(const json::value& ask) {
    std::string all;
    for (const auto& one : list_at(ask, "suggestions"))
        if (one.is_string()) all += (all.empty() ? "" : " · ") + prose(one.get_string());
    return all;
}

std::string plain_ask(const json::value& ask, std::string_view language, const TimeZone& zone) {
    const auto type = json::string_at(ask, "type");
    Paragraphs all;
    if (type == "approval") {
        // Without a document its text is the card.
        if (json::find(ask, "approval") != nullptr) all.add(text_of(ask, "text", language));
        all.add(fenced(approval(ask, language, zone)));
        all.add(how_to_sign(json::string_at(ask, "id")).in(language));
        return all.take();
    }
    all.add(text_of(ask, "text", language));
    if (type == "choice") {
        const auto& offers = list_at(ask, "offers");
        all.add(fenced(numbered(offers, language)));
        all.add(how_to_choose(offers.size()).in(language));
    } else if (type == "grant") {
        all.add(prose(how_to_grant(ask).in(language)));
    } else {
        all.add(suggestions(ask));
    }
    return all.take();
}

std::string files(const json::value& event) {
    Lines all;
    for (const auto& file : list_at(event, "files"))
        if (const auto path = json::string_at(file, "path"); !path.empty())
            all.push_back(fmt::format("→ {}", path));
    return fenced(all);
}

std::string plain_order(const json::value& shown, std::string_view language, const TimeZone& zone) {
    Lines all{order_title(shown, language)};
    for (auto& line : order(shown, language)) all.push_back(std::move(line));
    if (auto comes = arrival(shown, language, zone); !comes.empty())
        all.push_back(std::move(comes));
    return fenced(all);
}

std::string plain_result(const json::value& event, std::string_view language,
                         const TimeZone& zone) {
    Paragraphs all;
    if (!are_models_words(event))
        all.add(prose(ending(json::string_at(event, "status")).in(language)));
    const auto text = text_of(event, "text", language);
    all.add(text.empty() ? text_of(event, "reason", language) : text);
    all.add(files(event));
    for (const auto& one : list_at(event, "orders")) all.add(plain_order(one, language, zone));
    return all.take();
}

}  // namespace

std::string plain_words(std::string_view text) {
    return prose(text);
}

bool are_models_words(const json::value& event) {
    return json::find(event, "turn") != nullptr;
}

std::string plain(const json::value& event, std::string_view language, const TimeZone& zone) {
    const auto kind = json::string_at(event, "kind");
    if (kind == "ask") return plain_ask(event, language, zone);
    if (kind == "result") return plain_result(event, language, zone);
    if (kind != "reply" && kind != "progress") return {};
    Paragraphs all;
    auto text = text_of(event, "text", language);
    if (!text.empty() && kind == "progress" && !are_models_words(event)) text = "… " + text;
    all.add(text);
    all.add(files(event));
    return all.take();
}

}  // namespace errand::assistant::present
