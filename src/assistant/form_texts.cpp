#include "assistant/form_texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "assistant/limits.hpp"
#include "assistant/secret_words.hpp"
#include "base/encoding.hpp"
#include "base/printable.hpp"
#include "brain/model/text.hpp"

namespace errand::assistant::form_texts {
namespace {

constexpr std::string_view kMark = "> ";

std::size_t columns_of(std::string_view character) {
    return character.size() > 2 ? 2 : 1;
}

// Lines of at most kServiceColumns, so that none is broken where it is shown, unmarked; the second
// and further ones begin with `indent`.
void add_lines(std::string_view text, std::string_view indent, std::vector<std::string>& lines) {
    std::string line;
    std::size_t columns = 0;
    while (!text.empty()) {
        const auto character = take_character(text);
        if (columns + columns_of(character) > kServiceColumns) {
            lines.push_back(std::exchange(line, std::string(indent)));
            columns = indent.size();
        }
        line += character;
        columns += columns_of(character);
    }
    lines.push_back(std::move(line));
}

struct Rows {
    std::vector<std::string> lines;
    bool cut = false;  // there is more than is shown
};

Rows rows_of(std::string_view words) {
    Rows rows;
    auto rest = utf8_prefix(words, kMaxServiceWords);
    rows.cut = rest.size() < words.size();
    while (!rest.empty() && rows.lines.size() < kMaxServiceLines) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto line = printable_line(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        add_lines(line, {}, rows.lines);
    }
    rows.cut = rows.cut || !rest.empty() || rows.lines.size() > kMaxServiceLines;
    if (rows.lines.size() > kMaxServiceLines) rows.lines.resize(kMaxServiceLines);
    return rows;
}

std::string marked_lines(const std::vector<std::string>& lines) {
    std::string all;
    for (const auto& line : lines) {
        if (!all.empty()) all += '\n';
        all += kMark;
        all += line;
    }
    return all;
}

// Each with its number, by which it is chosen; a title of several lines stands behind it, so that
// none of them looks like a number of its own.
std::string marked_options(const std::vector<FieldOption>& options) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < options.size(); ++i)
        add_lines(fmt::format("{}. {}", i + 1, options[i].title), "    ", lines);
    return marked_lines(lines);
}

// A tool is called what its service likes; here it stands among errand's words.
std::string tool_of(const Asker& asker) {
    std::string name = printable_line(utf8_prefix(asker.tool, kMaxFieldTitle));
    for (auto& one : name) {
        const auto code = static_cast<unsigned char>(one);
        const bool plain = code >= 0x80 || std::isalnum(code) != 0 || one == '.' || one == '-';
        if (!plain) one = '_';
    }
    return name;
}

Text head(const Asker& asker) {
    const auto service = printable_line(asker.service);
    const auto tool = tool_of(asker);
    return {fmt::format("服务「{}」在办「{}」时问你。带“>”的行是它的话,不是我的:", service, tool),
            fmt::format("The service “{}” asks you something for “{}”. Lines with “>” are its "
                        "words, not mine:",
                        service, tool)};
}

Text warning(std::string_view words) {
    if (!speaks_of_secrets(words)) return {};
    return {"\n注意:别在这里写密码、验证码或密钥,服务无权这样要。",
            "\nCareful: write no password, code or key here; a service may not ask for one so."};
}

bool one_of(std::string_view said, std::initializer_list<std::string_view> words) {
    std::string word;
    for (const char one : said)
        if (one != ' ' && one != '.' && one != '!' && one != '\n') word += one;
    word = brain::model::lowered(word);
    for (const auto* mark : {"。", "！"})
        if (word.ends_with(mark)) word.resize(word.size() - std::string_view(mark).size());
    return std::ranges::find(words, word) != words.end();
}

Text kind_of(const Field& field) {
    switch (field.type) {
        case FieldType::Number:
            return {"一个数", "a number"};
        case FieldType::Integer:
            return {"一个整数", "a whole number"};
        case FieldType::YesNo:
            return {"是或否", "yes or no"};
        case FieldType::One:
            return {"上面一项的编号", "the number of one of those above"};
        case FieldType::Several:
            return {"上面一项或几项的编号,用逗号隔开",
                    "the numbers of one or more of those above, with commas"};
        case FieldType::Text:
            break;
    }
    return {"你的回答", "your answer"};
}

}  // namespace

std::string marked(std::string_view words) {
    auto rows = rows_of(words);
    if (rows.cut) rows.lines.emplace_back("…");
    return marked_lines(rows.lines);
}

bool is_shown_whole(std::string_view words) {
    return !rows_of(words).cut;
}

// The message, the field and its options each have room of their own: none can push another away.
Text field(const Asker& asker, std::string_view message, const Field& field, const Text& wrong) {
    const auto begin = head(asker);
    const auto kind = kind_of(field);
    const auto about = field.title + (field.about.empty() ? std::string() : " — ") + field.about;
    auto words = std::string(message) + "\n" + about;
    Text asked{"\n" + marked(about), "\n" + marked(about)};
    if (!message.empty()) {
        const auto lines = marked(message);
        asked = {fmt::format("\n{}\n要你填的是:{}", lines, asked.zh),
                 fmt::format("\n{}\nWhat it wants from you:{}", lines, asked.en)};
    }
    if (!field.options.empty()) {
        const auto options = marked_options(field.options);
        asked.zh += "\n可以选:\n" + options;
        asked.en += "\nThe choices:\n" + options;
        for (const auto& option : field.options) words += "\n" + option.title;
    }
    Text usual;
    if (!field.usual.is_null()) {
        const auto shown = marked(shown_value(field, field.usual));
        usual = {fmt::format("\n回复“跳过”就用它的预设:\n{}", shown),
                 fmt::format("\n“skip” takes its default:\n{}", shown)};
    } else if (!field.required) {
        usual = {" 可以“跳过”。", " You may “skip” it."};
    }
    const auto careful = warning(words);
    return {fmt::format("{}{}{}\n请回复{};不想告诉它就回复“不回答”。{}{}", wrong.zh, begin.zh,
                        asked.zh, kind.zh, usual.zh, careful.zh),
            fmt::format("{}{}{}\nReply with {}, or “decline” to tell it nothing.{}{}", wrong.en,
                        begin.en, asked.en, kind.en, usual.en, careful.en)};
}

Text review(const Asker& asker, const std::vector<std::string>& lines) {
    std::string zh, en;
    for (const auto& line : lines) {
        zh += "\n" + marked(line);
        en += "\n" + marked(line);
    }
    if (lines.empty()) zh = "\n(什么都没有填)", en = "\n(nothing was filled in)";
    const auto service = printable_line(asker.service);
    return {
        fmt::format("这些会发给服务「{}」:{}\n发送吗?“重填”可以改,“不回答”就不发。", service, zh),
        fmt::format("This goes to the service “{}”:{}\nSend it? “again” to change it, "
                    "“decline” to send nothing.",
                    service, en)};
}

Text confirm(const Asker& asker, std::string_view message) {
    const auto begin = head(asker);
    const auto careful = warning(message);
    const auto lines = marked(message);
    return {fmt::format("{}\n{}\n回复“是”或“否”。这只是回答它,不是付款或签名。{}", begin.zh, lines,
                        careful.zh),
            fmt::format("{}\n{}\nAnswer “yes” or “no”. It only answers the service; it pays and "
                        "signs nothing here.{}",
                        begin.en, lines, careful.en)};
}

Text page(const Asker& asker, std::string_view message, std::string_view url,
          std::string_view host) {
    const auto begin = head(asker);
    const auto lines = marked(message);
    const auto address = printable_line(url);
    const auto site = printable_line(host);
    const bool odd = host.find("xn--") != std::string_view::npos;
    const Text warn =
        odd ? Text{" 注意:这个主机名里有像字母的别种字符。",
                   " Careful: this host's name has characters that look like letters."}
            : Text{};
    return {
        fmt::format(
            "{}\n{}\n它要你自己打开主机 {} 的网页:\n{}\n我不会打开它,也看不到你在上面做什么。{}"
            "办完回复“办好了”,不想去就回复“不回答”。",
            begin.zh, lines, site, address, warn.zh),
        fmt::format("{}\n{}\nIt wants you to open a page on the host {} yourself:\n{}\nI do not "
                    "open it and do not see what you do there.{} Reply “done” afterwards, or "
                    "“decline”.",
                    begin.en, lines, site, address, warn.en)};
}

Text not_asked(const Asker& asker, const Error& why) {
    const auto service = printable_line(asker.service);
    if (why.code == ErrorCode::Denied) {
        const auto what = marked(why.advice);
        return {
            fmt::format("服务「{}」想要密码一类的东西。服务不能这样要,我没有转给你,已替你拒绝:\n{}",
                        service, what),
            fmt::format("The service “{}” wanted something like a password. A service may not "
                        "ask for that here, so I declined it without asking you:\n{}",
                        service, what)};
    }
    const auto what = marked(why.message);
    return {fmt::format("服务「{}」问的没法拿来问你,已替你拒绝:\n{}", service, what),
            fmt::format("What the service “{}” asks cannot be put to you, so I declined it:\n{}",
                        service, what)};
}

Text wrong(const Error& why) {
    const auto& code = why.advice;
    if (code == "number") return {"要一个用数字写的数。\n", "It has to be a number, in digits.\n"};
    if (code == "integer") return {"要一个整数。\n", "It has to be a whole number.\n"};
    if (code == "yes_no") return {"请回复“是”或“否”。\n", "Please answer yes or no.\n"};
    if (code == "choice")
        return {"只能从列出的里面选,回复编号就行。\n",
                "It has to be one of the choices shown; its number will do.\n"};
    if (code == "email") return {"要一个邮箱地址。\n", "It has to be an e-mail address.\n"};
    if (code == "uri")
        return {"要一个像 https:// 开头的地址。\n", "It has to be an address, as https://…\n"};
    if (code == "date")
        return {"要一个日期,如 2026-03-02。\n", "It has to be a day, as 2026-03-02.\n"};
    if (code == "date_time")
        return {"要一个时间,如 2026-03-02T12:00:00+08:00。\n",
                "It has to be a time, as 2026-03-02T12:00:00+08:00.\n"};
    return {"这个回答不合它规定的长度、范围或格式。\n",
            "That does not fit the length, range or form that it sets.\n"};
}

Text does_not_fit(const Asker& asker) {
    const auto service = printable_line(asker.service);
    return {fmt::format("填好的合在一起不合服务「{}」的规定,请再填一次。", service),
            fmt::format("Taken together that does not fit what the service “{}” wants; please fill "
                        "it in once more.",
                        service)};
}

Text gave_up(const Asker& asker) {
    const auto service = printable_line(asker.service);
    return {fmt::format("没有得到合适的回答,已告诉服务「{}」不答。", service),
            fmt::format("There was no answer that fits, so the service “{}” is told there is none.",
                        service)};
}

Text left_to_itself(const Asker& asker) {
    const auto service = printable_line(asker.service);
    const auto tool = tool_of(asker);
    return {fmt::format("已请服务「{}」停下「{}」;它做没做成,不知道。", service, tool),
            fmt::format("I asked the service “{}” to stop “{}”; whether it did it is not known.",
                        service, tool)};
}

Text still_at_work(const Asker& asker) {
    const auto service = printable_line(asker.service);
    const auto tool = tool_of(asker);
    return {fmt::format("记下了。服务「{}」还在办「{}」,办完我就看;要停下,说“停”。", service, tool),
            fmt::format("Noted. The service “{}” is still at “{}”; I look at this as soon as it is "
                        "done. Say “stop” to end it.",
                        service, tool)};
}

Text working(const Asker& asker, std::string_view message) {
    const auto service = printable_line(asker.service);
    const auto tool = tool_of(asker);
    if (message.empty())
        return {fmt::format("服务「{}」还在办「{}」。", service, tool),
                fmt::format("The service “{}” is at work on “{}”.", service, tool)};
    const auto lines = marked(message);
    return {fmt::format("服务「{}」还在办,它说:\n{}", service, lines),
            fmt::format("The service “{}” is at work; it says:\n{}", service, lines)};
}

std::vector<std::string> field_suggestions(const Field& field, std::string_view language) {
    const bool zh = language == "zh";
    std::vector<std::string> all;
    all.reserve(field.options.size() + 2);
    for (std::size_t i = 1; i <= field.options.size(); ++i) all.push_back(fmt::to_string(i));
    if (field.type == FieldType::YesNo)
        all = zh ? std::vector<std::string>{"是", "否"} : std::vector<std::string>{"yes", "no"};
    if (!field.required || !field.usual.is_null()) all.emplace_back(zh ? "跳过" : "skip");
    all.emplace_back(zh ? "不回答" : "decline");
    return all;
}

std::vector<std::string> review_suggestions(std::string_view language) {
    return language == "zh" ? std::vector<std::string>{"发送", "重填", "不回答"}
                            : std::vector<std::string>{"send", "again", "decline"};
}

std::vector<std::string> confirm_suggestions(std::string_view language) {
    return language == "zh" ? std::vector<std::string>{"是", "否"}
                            : std::vector<std::string>{"yes", "no"};
}

std::vector<std::string> page_suggestions(std::string_view language) {
    return language == "zh" ? std::vector<std::string>{"办好了", "不回答"}
                            : std::vector<std::string>{"done", "decline"};
}

bool is_decline(std::string_view said) {
    return one_of(said, {"不回答", "不答", "拒绝", "不告诉", "decline", "refuse", "declined"});
}

bool is_skip(std::string_view said) {
    return one_of(said, {"跳过", "略过", "skip"});
}

bool is_again(std::string_view said) {
    return one_of(said, {"重填", "重来", "改", "again", "change"});
}

bool is_done(std::string_view said) {
    return one_of(said, {"发送", "发", "send", "办好了", "好了", "完成", "done", "finished"});
}

}  // namespace errand::assistant::form_texts
