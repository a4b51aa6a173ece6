#include "language/names/units.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "language/simplify.hpp"
#include "language/text.hpp"

namespace errand::language::names {
namespace {

// Pairs: a letter with a mark (tones of pinyin among them), the letter without.
constexpr std::u32string_view kPlain =
    U"àaáaâaãaäaåaāaăaąaǎaæaçcćcĉcċcčcďdđdðdèeéeêeëeēeĕeėeęeěeĝgğgġgģgĥhħhìiíiîiïiĩiīiĭiįiıiǐi"
    U"ĵjķkĺlļlľlłlñnńnņnňnòoóoôoõoöoøoōoŏoőoœoǒoŕrŗrřrśsŝsşsšsßsţtťtŧtþtùuúuûuüuũuūuŭuůuűuųuǔu"
    U"ǖuǘuǚuǜuŵwýyÿyŷyźzżzžz";

char32_t without_mark(char32_t character) {
    for (int tries = 0; tries < 2;
         ++tries, ++character)  // a capital stands before its small letter
        for (std::size_t i = 0; i < kPlain.size(); i += 2)
            if (kPlain[i] == character) return kPlain[i + 1];
    return character - 2;
}

enum class Class { Letter, Digit, Han, Apostrophe, Opens, Dash, Space, Other };

Class class_of(char32_t character) {
    if (character >= U'a' && character <= U'z') return Class::Letter;
    if (character >= U'0' && character <= U'9') return Class::Digit;
    if (is_han(character)) return Class::Han;
    if (character == U'\'') return Class::Apostrophe;
    if (character == U'(' || character == U'[') return Class::Opens;
    if (character == U'-' || character == U'|') return Class::Dash;
    if (character == U' ' || character == U'\t') return Class::Space;
    if (character >= 0xC0 && character < 0x2000) return Class::Letter;
    // Kana and Hangul are compared one by one, as characters.
    const bool single =
        (character >= 0x3040 && character < 0x3400) || (character >= 0xAC00 && character < 0xD7A4);
    return single ? Class::Han : Class::Other;
}

constexpr std::array<std::string_view, 10> kDigits = {"ling", "yi",  "er", "san", "si",
                                                      "wu",   "liu", "qi", "ba",  "jiu"};

class Reader {
  public:
    Reader(std::string_view text, std::size_t at_most) : text_(text), at_most_(at_most) {}

    Units read() {
        made_.all.reserve(std::min(text_.size() / 3 + 1, at_most_));
        std::size_t at = 0;
        while (at < text_.size() && made_.all.size() < at_most_) {
            const auto begin = at;
            const auto character = folded(next_character(text_, at));
            take(character, class_of(character), begin, at);
        }
        made_.core = core_ == 0 ? made_.all.size() : core_;
        return std::move(made_);
    }

  private:
    void take(char32_t character, Class kind, std::size_t begin, std::size_t end) {
        if (kind == Class::Han) {
            made_.all.push_back({UnitKind::Han, character, readings_of(character), {}, begin, end});
        } else if (kind == Class::Letter || kind == Class::Digit) {
            auto& unit = open(kind, begin);
            append_utf8(unit.letters, character < 0x80 ? character : without_mark(character));
            unit.end = end;
        } else if (core_ == 0 && !made_.all.empty() && ends_core(kind, end)) {
            core_ = made_.all.size();
        }
        // "mcdonald's" stays one word.
        if (kind != Class::Apostrophe) before_ = kind;
    }
    // The word or number that goes on, or a new one.
    Unit& open(Class kind, std::size_t begin) {
        if (before_ != kind || made_.all.empty())
            made_.all.push_back({kind == Class::Letter ? UnitKind::Word : UnitKind::Number,
                                 0,
                                 {},
                                 {},
                                 begin,
                                 begin});
        return made_.all.back();
    }
    // A bracket; a dash after a Chinese character or between spaces.
    bool ends_core(Class kind, std::size_t end) const {
        if (kind == Class::Opens) return true;
        if (kind != Class::Dash) return false;
        return before_ == Class::Han ||
               (before_ == Class::Space && end < text_.size() && text_[end] == ' ');
    }

    std::string_view text_;
    std::size_t at_most_;
    Units made_;
    std::size_t core_ = 0;
    Class before_ = Class::Space;
};

void append_letters(std::string& to, const Unit& unit, std::string_view like) {
    if (unit.kind == UnitKind::Word) {
        to += unit.letters;
    } else if (unit.kind == UnitKind::Number) {
        for (const char digit : unit.letters)
            to += kDigits[static_cast<std::size_t>(digit - '0') % kDigits.size()];
    } else if (unit.readings.count > 0) {
        auto chosen = unit.readings.of[0];
        if (unit.readings.count > 1 && !like.empty())
            for (const auto syllable : unit.readings)
                if (like.find(spelling(syllable)) != std::string_view::npos) {
                    chosen = syllable;
                    break;
                }
        to += spelling(chosen);
    } else {
        append_utf8(to, unit.character);
    }
}

}  // namespace

float Unit::weight() const {
    if (kind == UnitKind::Han) return 1;
    const auto size = static_cast<float>(letters.size());
    return std::clamp(kind == UnitKind::Word ? size / 3 : size / 2, 0.7F, 4.0F);
}

Units read_units(std::string_view text, std::size_t at_most) {
    return Reader(text, at_most).read();
}

std::string letters_of(std::span<const Unit> units, std::string_view like) {
    std::string made;
    for (const auto& unit : units) append_letters(made, unit, like);
    return made;
}

std::string initials_of(std::span<const Unit> units) {
    std::string made;
    for (const auto& unit : units) {
        if (unit.kind == UnitKind::Number)
            made += unit.letters;
        else if (unit.kind == UnitKind::Word)
            made.push_back(unit.letters.front());
        else if (unit.readings.count > 0)
            made.push_back(spelling(unit.readings.of[0]).front());
    }
    return made;
}

std::string_view stem_of(std::string_view word) {
    if (word.size() > 5 && word.ends_with("ies")) return word.substr(0, word.size() - 3);
    if (word.size() > 4 && word.ends_with('y')) return word.substr(0, word.size() - 1);
    if (word.size() < 4 || !word.ends_with('s') || word.ends_with("ss")) return word;
    word.remove_suffix(1);
    for (const std::string_view before : {"sse", "xe", "che", "she", "zze"})
        if (word.ends_with(before)) return word.substr(0, word.size() - 1);
    return word;
}

}  // namespace errand::language::names
