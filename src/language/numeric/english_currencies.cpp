// The English forms of currencies. See units.hpp.
#include <algorithm>
#include <array>

#include "language/numeric/currency_table.hpp"
#include "language/numeric/split.hpp"
#include "language/numeric/units.hpp"

namespace errand::language::numeric {
namespace {

constexpr std::array<std::string_view, 39> kWords = {
    "all", "try", "top", "cup", "mop", "bam", "bob", "cop", "gel", "lak", "mad", "pen", "ron",
    "sos", "sar", "std", "mur", "nok", "ang", "amd", "dop", "gip", "jod", "kgs", "mga", "nad",
    "omr", "sbd", "scr", "sdg", "php", "imp", "yer", "npr", "ars", "esp", "ern", "cad", "sek"};

// Codes that are words too, or too short to tell: they count in capitals only.
bool is_word(std::string_view code) {
    return std::ranges::find(kWords, code) != kWords.end();
}

bool is_symbol(std::string_view form) {
    return std::ranges::any_of(form, [](char c) { return c == '$' || (c & 0x80) != 0; });
}

constexpr std::array<std::string_view, 32> kOnlyCounted = {
    "yen",  "yens",  "yuan", "won",  "kina",  "lari", "lipa",  "taka",  "takas", "tala", "vatu",
    "sol",  "soles", "lei",  "lek",  "leks",  "real", "reais", "rand",  "rands", "pula", "dong",
    "baht", "birr",  "buck", "quid", "bucks", "kuai", "ether", "leone", "loti",  "kyat"};

// Names that are common words or too short stand only beside a number.
unsigned use_of(std::string_view form) {
    const bool counted = std::ranges::find(kOnlyCounted, form) != kOnlyCounted.end();
    const bool name = form.size() > 3 && form.back() != '.' && !is_symbol(form);
    return kBehind | (name && !counted ? kAlone : 0U);
}

std::string lower(std::string_view code) {
    std::string made(code);
    for (auto& c : made)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return made;
}

void add_code(Forms& forms, const Unit* unit) {
    const auto code = lower(unit->iso);
    if (code.empty()) return;
    const bool word = is_word(code);
    forms.add(code, unit, kBehind | kBefore | (word ? kUpper : kAlone));
    forms.add(code + " $", unit, kBehind | kBefore);
    forms.add(code + " €", unit, kBehind | kBefore);
    forms.add(code + " £", unit, kBehind | kBefore);
}

void add_row(Forms& forms, const CurrencyRow& row) {
    const auto* unit = make_unit(std::string(row.name), UnitKind::Currency, row.iso, row.parts);
    const auto add_noun = [&](const std::string& before, std::string_view noun) {
        const auto form = before + std::string(noun);
        if (is_symbol(noun) && noun.size() < 4) {  // "australian $"
            forms.add(form, unit, kBehind | kBefore);
            return;
        }
        const auto use = before.empty() ? use_of(form) : unsigned(kBehind | kAlone);
        forms.add(form, unit, use);
        if (!form.ends_with('s')) forms.add(form + "s", unit, use);
    };
    for_items(row.nouns, [&](std::string_view noun) {
        if (row.adjectives.empty()) add_noun("", noun);
        for_items(row.adjectives, [&](std::string_view adjective) {
            add_noun(std::string(adjective) + " ", noun);
        });
    });
    if (row.name == "Euro") {
        forms.add("euro", unit, kBehind | kAlone);
        forms.add("euros", unit, kBehind | kAlone);
    }
    for_items(row.others, [&](std::string_view other) {
        const bool before = is_symbol(other) || other == "rs" || other == "rs." || other == "rm" ||
                            other == "rp" || other == "rmb" || other == "ksh" || other == "tsh" ||
                            other == "fr." || other == "sfr." || other == "ntd" || other == "kr";
        forms.add(other, unit, use_of(other) | (before ? kBefore : 0U));
    });
    add_code(forms, unit);
}

Forms made() {
    Forms forms;
    for (const auto& row : currency_rows()) add_row(forms, row);
    for (const auto& part : currency_parts()) {
        const auto* unit = make_unit(std::string(part.name), UnitKind::Currency);
        for_items(part.words, [&](std::string_view word) {
            const bool sen = word == "sen";
            const bool alone = word.size() > 3 && word != "bani" && word != "para";
            forms.add(word, unit, kBehind | (sen ? kBefore : 0U) | (alone ? kAlone : 0U));
        });
    }
    return forms;
}

}  // namespace

const Forms& english_currencies() {
    static const Forms all = made();
    return all;
}

}  // namespace errand::language::numeric
