// What a sentence says of the whole ledger: see reader.hpp.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "skills/ledger/claimant.hpp"
#include "skills/ledger/numbers.hpp"
#include "skills/ledger/rates.hpp"
#include "skills/ledger/reader.hpp"
#include "skills/ledger/scope.hpp"
#include "skills/ledger/texts.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {

namespace {

constexpr std::string_view kFormDenied =
    "不要|不用|不需要|无需|no|not|without|别|don't need|don't want|don't";

}  // namespace

bool Reader::setting(const Clause& clause) {
    return claimant(clause) || buyer(clause) || rate(clause) || formats(clause) ||
           ledger_language(clause.text);
}

// "only the meals as csv": what else the clause says is done too.
bool Reader::formats(const Clause& clause) {
    if (!written_as(clause.text)) return false;
    auto rest = clause;
    for (const auto& form : kFormats) take_words(rest.text, form.words);
    take_words(rest.text,
               "as|also|再|也|给我|导出|导成|一份|format|格式|version|版|export|save|give");
    // "不要 csv" is said of the form.
    if (has_word(clause.text, kFormDenied)) take_words(rest.text, kFormDenied);
    if (!is_empty(rest.text)) (void)change(rest);
    return true;
}

bool Reader::written_as(const std::string& text) {
    if (has_word(text, kQuestions) && !has_word(text, kExport)) return false;
    // "excel won't open on my phone" says why.
    if (has_word(text, "打不开|用不了|won't|can't|cannot|doesn't|不认|只认|没装|没有装"))
        return false;
    bool any = false;
    for (const auto& [words, format] : kFormats) {
        if (!has_word(text, words)) continue;
        any = true;
        if (has_word(text, kFormDenied)) {
            say("好,不另做这一种。", "All right, that form is not made.");
            continue;
        }
        if (format == "xlsx") {
            say("Excel 文件每次都会生成。", "An Excel file is made each time.");
        } else if (format.empty()) {
            say("目前能写 Excel、CSV 和 JSON。", "I can write Excel, CSV and JSON.");
        } else {
            outcome_.edit.formats.emplace_back(format);
        }
    }
    return any;
}

bool Reader::ledger_language(const std::string& text) {
    if (!has_word(text, kLanguageWords)) return false;
    const auto spot = find_word(text, kLanguageWords);
    if (is_denied(text, spot->begin) || find_word(text.substr(0, spot->begin), "不用|别|no")) {
        say("好,语言不变。", "All right, its language stays.");
        return true;
    }
    const bool english = has_word(text, "英文|英语|英文版|english");
    outcome_.edit.language = english ? "en" : "zh";
    say(english ? "台账改用英文。" : "台账改用中文。",
        english ? "The ledger is in English now." : "The ledger is in Chinese now.");
    return true;
}

bool Reader::claimant(const Clause& clause) {
    const auto name = claimant_in(clause);
    if (name.empty()) return false;
    outcome_.edit.claimant = name;
    outcome_.memory.claimant = name;
    outcome_.learned = true;
    outcome_.says.push_back(claimant_of(name));
    return true;
}

bool Reader::buyer(const Clause& clause) {
    auto text = clause.text;
    const auto numbers = read_numbers(text, false);
    const bool entry =
        std::ranges::any_of(numbers, [](const NumberSaid& one) { return !one.of_invoice; });
    if (!has_word(clause.text, kOwnTaxId) || entry) return false;
    const auto id = tax_id_in(clause.said);
    if (id.empty()) return false;
    outcome_.edit.buyer_tax_id = id;
    outcome_.memory.buyer_tax_id = id;
    outcome_.learned = true;
    say(fmt::format("公司税号记为 {},购方不符的会列出来。", id),
        fmt::format("Your tax id is {}; invoices to another buyer are listed.", id));
    return true;
}

bool Reader::rate(const Clause& clause) {
    auto text = clause.text;
    const auto numbers = read_numbers(text, false);
    if (std::ranges::any_of(numbers, [](const NumberSaid& one) { return !one.of_invoice; }))
        return false;
    auto said = read_rate(scene_, clause);
    if (!said) return false;
    std::ranges::move(said->changes, std::back_inserter(outcome_.edit.changes));
    outcome_.says.push_back(std::move(said->says));
    return true;
}

}  // namespace errand::skills::ledger
