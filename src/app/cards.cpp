#include "app/cards.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/text.hpp"
#include "assistant/plain.hpp"
#include "assistant/present.hpp"
#include "base/printable.hpp"
#include "commerce/money.hpp"

namespace errand::app {
namespace {

namespace present = assistant::present;

constexpr std::size_t kOfferColumns = 30;

Lines harmless(Lines lines) {
    for (auto& line : lines) line = printable(line);
    return lines;
}

std::string text_at(const json::value& from, std::string_view path, const Style& style) {
    const auto* found = json::find(from, path);
    return found == nullptr ? std::string{} : printable(present::name(*found, style.language));
}

std::optional<std::int64_t> number_at(const json::value& from, std::string_view path) {
    const auto* found = json::find(from, path);
    if (found == nullptr || !found->is_int64()) return {};
    return found->get_int64();
}

std::string money(std::string_view amount, const json::value& of) {
    const auto currency = json::string_at(of, "currency");
    return printable(commerce::shown(amount, currency.empty() ? "CNY" : currency));
}

// Label on the left, amount on the right; on a line of its own below a label that is too long.
Lines priced(std::string_view label, std::string_view amount) {
    const auto taken = width(label) + width(amount);
    if (taken < kOfferColumns)
        return {fmt::format("{}{}{}", label, std::string(kOfferColumns - taken, ' '), amount)};
    auto lines = wrap(label, kOfferColumns);
    lines.push_back(pad_left(amount, kOfferColumns));
    return lines;
}

Lines price_part(const json::value& offer, const Style& style) {
    Lines lines;
    const auto* priced_lines = json::find(offer, "lines");
    if (priced_lines == nullptr || !priced_lines->is_array()) return lines;
    for (const auto& line : priced_lines->get_array()) {
        for (auto& piece :
             priced(text_at(line, "label", style), money(json::string_at(line, "amount"), offer)))
            lines.push_back(std::move(piece));
    }
    return lines;
}

std::vector<Lines> offer_block(const json::value& offer, std::size_t number, const Style& style) {
    std::vector<Lines> parts;
    parts.push_back({fmt::format("{}) {}", number, text_at(offer, "shop.name", style))});
    Lines items;
    if (const auto* wanted = json::find(offer, "items"); wanted && wanted->is_array()) {
        for (const auto& item : wanted->get_array()) {
            items.push_back(printable(present::item(item, style.language)));
        }
    }
    parts.push_back(std::move(items));
    parts.push_back(price_part(offer, style));
    parts.push_back(
        priced(style.say("合计", "Total"), money(json::string_at(offer, "total"), offer)));
    const auto minutes = number_at(offer, "eta_minutes");
    parts.push_back(
        !minutes
            ? Lines{}
            : priced(style.say("送达", "Arrives in"),
                     fmt::format(fmt::runtime(style.say("约 {} 分钟", "about {} min")), *minutes)));
    parts.push_back({printable(present::rank(offer, style.language))});
    parts.push_back(harmless(present::problems(offer, style.language)));
    return parts;
}

Lines render_choice(const json::value& ask, const Style& style) {
    Lines lines = wrap(text_at(ask, "text", style), style.columns);
    const auto* offers = json::find(ask, "offers");
    if (offers == nullptr || !offers->is_array()) return lines;
    lines.emplace_back();
    for (auto& line : render_offers(offers->get_array(), style)) lines.push_back(std::move(line));
    return lines;
}

Lines render_grant(const json::value& ask, const Style& style) {
    Lines inner;
    if (const auto text = text_at(ask, "text", style); !text.empty()) inner.push_back(text);
    if (const auto* scopes = json::find(ask, "scopes"); scopes && scopes->is_array()) {
        for (const auto& scope : scopes->get_array()) {
            if (!scope.is_string()) continue;
            const auto meaning = present::scope(scope.get_string()).in(style.language);
            inner.push_back(
                fmt::format("• {} ({})", printable(meaning), printable(scope.get_string())));
        }
    }
    const auto service = present::service(json::string_at(ask, "service")).in(style.language);
    return box(
        fmt::format(fmt::runtime(style.say("授权:{}", "Permission: {}")), printable(service)),
        inner, style);
}

Lines render_slot(const json::value& ask, const Style& style) {
    Lines lines;
    for (const auto& line : wrap(text_at(ask, "text", style), style.columns)) {
        lines.push_back(style.yellow(line));
    }
    const auto* suggestions = json::find(ask, "suggestions");
    if (suggestions == nullptr || !suggestions->is_array()) return lines;
    std::string all;
    for (const auto& one : suggestions->get_array()) {
        if (one.is_string()) all += (all.empty() ? "  " : " · ") + printable(one.get_string());
    }
    if (all.empty()) return lines;
    for (const auto& line : wrap(all, style.columns)) lines.push_back(style.dim(line));
    return lines;
}

Lines render_ask(const json::value& ask, const Style& style, const TimeZone& zone) {
    const auto type = json::string_at(ask, "type");
    if (type == "choice") return render_choice(ask, style);
    if (type == "approval") return render_approval(ask, style, zone);
    if (type == "grant") return render_grant(ask, style);
    return render_slot(ask, style);
}

std::string status_word(std::string_view status, const Style& style) {
    auto word = printable(present::ending(status).in(style.language));
    if (status == "done") return style.green(word);
    if (status == "failed") return style.red(word);
    if (status == "declined" || status == "cancelled") return style.yellow(word);
    return word;
}

// Where each file that was made lies, on a line of its own, so that it can be copied whole.
Lines render_files(const json::value& event, const Style& style) {
    Lines lines;
    const auto* files = json::find(event, "files");
    if (files == nullptr || !files->is_array()) return lines;
    for (const auto& file : files->get_array()) {
        const auto path = printable(json::string_at(file, "path"));
        if (!path.empty()) lines.push_back(style.green("→ " + path));
    }
    return lines;
}

Lines render_result(const json::value& event, const Style& style, const TimeZone& zone) {
    Lines lines;
    if (!present::are_models_words(event))
        lines.push_back(status_word(json::string_at(event, "status"), style));
    auto text = text_at(event, "text", style);
    if (text.empty()) text = text_at(event, "reason", style);
    if (!text.empty()) {
        for (auto& line : wrap(text, style.columns)) lines.push_back(std::move(line));
    }
    for (auto& line : render_files(event, style)) lines.push_back(std::move(line));
    const auto* orders = json::find(event, "orders");
    if (orders == nullptr || !orders->is_array()) return lines;
    for (const auto& order : orders->get_array()) {
        for (auto& line : render_order(order, style, zone)) lines.push_back(std::move(line));
    }
    return lines;
}

// Whose words they are stands before them, on every line.
Lines render_working(const json::value& event, const Style& style) {
    auto text = std::string(json::string_at(event, "text"));
    const auto* done = json::find(event, "done");
    const auto* of = json::find(event, "of");
    if (done != nullptr && of != nullptr && done->is_number() && of->is_number())
        text += fmt::format(" ({}/{})", done->to_number<double>(), of->to_number<double>());
    // No more than half of a line is the name's.
    const auto service =
        wrap(printable_line(json::string_at(event, "service")), style.columns / 2).front();
    const auto whose = fmt::format("… {}> ", service);
    const auto room = style.columns - std::min(style.columns, width(whose));
    Lines lines;
    for (const auto& line : wrap(printable_line(text), room))
        lines.push_back(style.dim(whose + line));
    return lines;
}

}  // namespace

Lines render_offers(const json::array& offers, const Style& style) {
    std::vector<std::vector<Lines>> blocks;
    blocks.reserve(offers.size());
    for (std::size_t i = 0; i < offers.size(); ++i) {
        blocks.push_back(offer_block(offers[i], i + 1, style));
    }
    return side_by_side(blocks, kOfferColumns, style);
}

Lines whose_words(const json::value& ask, const Style& style) {
    Lines lines;
    const auto add = [&](std::string_view member, std::string_view zh, std::string_view en) {
        if (const auto words = json::string_at(ask, member); !words.empty())
            lines.push_back(fmt::format(fmt::runtime(style.say(zh, en)), printable_line(words)));
    };
    add("asked_by_model", "这件事是模型要办的,它说:“{}”", "A model asks for this; it said: “{}”");
    add("steered_by_model", "这件事有模型参与,它最后说:“{}”",
        "A model had a say in this; its last words: “{}”");
    return lines;
}

Lines render_approval(const json::value& ask, const Style& style, const TimeZone& zone) {
    const auto* document = json::find(ask, "approval");
    auto inner = whose_words(ask, style);
    for (auto& line : harmless(present::approval(ask, style.language, zone)))
        inner.push_back(std::move(line));
    auto title = document == nullptr ? std::string{} : text_at(ask, "text", style);
    if (title.empty() || width(title) > 40) title = style.say("请确认付款", "Please approve");
    return box(title, inner, style);
}

Lines render_order(const json::value& order, const Style& style, const TimeZone& zone) {
    auto inner = harmless(present::order(order, style.language));
    if (const auto comes = present::arrival(order, style.language, zone); !comes.empty())
        inner.push_back(printable(comes));
    return box(printable(present::order_title(order, style.language)), inner, style);
}

Lines render(const json::value& event, const Style& style, const TimeZone& zone) {
    const auto kind = json::string_at(event, "kind");
    if (kind == "ask") return render_ask(event, style, zone);
    if (kind == "result") return render_result(event, style, zone);
    if (kind == "working") return render_working(event, style);
    const auto text = text_at(event, "text", style);
    if (text.empty()) return {};
    const bool ours = kind == "progress" && !present::are_models_words(event);
    const std::string_view lead = ours ? "… " : "";
    Lines lines;
    for (auto& line : wrap(text, style.columns - std::min(style.columns, width(lead))))
        lines.push_back(ours ? style.dim(fmt::format("{}{}", lead, line)) : std::move(line));
    for (auto& line : render_files(event, style)) lines.push_back(std::move(line));
    return lines;
}

std::string hint(const json::value& ask, const Style& style) {
    const auto type = json::string_at(ask, "type");
    if (type == "choice") {
        const auto* offers = json::find(ask, "offers");
        const auto count = offers && offers->is_array() ? offers->get_array().size() : 0;
        return present::how_to_choose(count).in(style.language);
    }
    if (type == "approval")
        return std::string(style.say("y 签名同意,n 不要,或直接说要改什么",
                                     "y to sign, n to refuse, or say what to change"));
    if (type == "grant") return std::string(style.say("y 允许,n 不允许", "y to allow, n not to"));
    return {};
}

}  // namespace errand::app
