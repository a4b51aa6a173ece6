#include "language/yes_no.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "language/text.hpp"

namespace errand::language {
namespace {

struct Saying {
    std::string_view words;
    bool yes;
    bool plain;
};

// The longest first among those that begin alike.
constexpr std::array kEnglish = {
    Saying{"true", true, true},         Saying{"yes", true, true},
    Saying{"yep", true, true},          Saying{"yup", true, true},
    Saying{"yeah", true, true},         Saying{"yea", true, false},
    Saying{"ya", true, false},          Saying{"y", true, true},
    Saying{"sure", true, true},         Saying{"okay", true, false},
    Saying{"okey", true, false},        Saying{"ok", true, true},
    Saying{"agreed", true, false},      Saying{"agree", true, true},
    Saying{"aye", true, false},         Saying{"affirmative", true, false},
    Saying{"absolutely", true, false},  Saying{"certainly", true, false},
    Saying{"definitely", true, false},  Saying{"of course", true, false},
    Saying{"sounds good", true, false}, Saying{"go ahead", true, false},
    Saying{"do it", true, false},       Saying{"right", true, false},
    Saying{"correct", true, false},     Saying{"exactly", true, false},
    Saying{"fine", true, false},        Saying{"great", true, false},
    Saying{"perfect", true, false},     Saying{"confirmed", true, false},
    Saying{"confirm", true, false},     Saying{"false", false, true},
    Saying{"nope", false, true},        Saying{"nop", false, true},
    Saying{"nah", false, false},        Saying{"nay", false, false},
    Saying{"no way", false, false},     Saying{"no thanks", false, false},
    Saying{"no", false, true},          Saying{"not okay", false, false},
    Saying{"not ok", false, true},      Saying{"not really", false, false},
    Saying{"not now", false, false},    Saying{"not at all", false, false},
    Saying{"not sure", false, false},   Saying{"disagree", false, true},
    Saying{"negative", false, false},   Saying{"never mind", false, false},
    Saying{"never", false, false},      Saying{"don't", false, false},
    Saying{"do not", false, false},     Saying{"incorrect", false, false},
    Saying{"wrong", false, false},      Saying{"cancel", false, false},
    Saying{"n", false, false},
};

constexpr std::array kChinese = {
    Saying{"没问题", true, true},   Saying{"没有问题", true, false}, Saying{"可以", true, true},
    Saying{"好的", true, true},     Saying{"好啊", true, true},      Saying{"好呀", true, true},
    Saying{"好嘞", true, true},     Saying{"好哇", true, true},      Saying{"好吧", true, false},
    Saying{"好", true, true},       Saying{"中", true, true},        Saying{"同意", true, true},
    Saying{"行", true, true},       Saying{"是的", true, true},      Saying{"是", true, true},
    Saying{"对的", true, false},    Saying{"对", true, true},        Saying{"没错", true, false},
    Saying{"正确", true, false},    Saying{"当然", true, false},     Saying{"嗯", true, false},
    Saying{"嗯嗯", true, false},    Saying{"成", true, false},       Saying{"确认", true, false},
    Saying{"确定", true, false},    Saying{"要", true, false},       Saying{"要的", true, false},
    Saying{"需要", true, false},    Saying{"妥", true, false},       Saying{"就这样", true, false},
    Saying{"不行", false, true},    Saying{"不好", false, true},     Saying{"拒绝", false, true},
    Saying{"否定", false, true},    Saying{"不中", false, true},     Saying{"不可以", false, true},
    Saying{"不是的", false, true},  Saying{"不是", false, true},     Saying{"不对", false, true},
    Saying{"不", false, true},      Saying{"否", false, false},      Saying{"没有", false, false},
    Saying{"不要", false, false},   Saying{"不用", false, false},    Saying{"不需要", false, false},
    Saying{"不同意", false, false}, Saying{"不必", false, false},    Saying{"不了", false, false},
    Saying{"别", false, false},     Saying{"算了", false, false},    Saying{"取消", false, false},
    Saying{"错", false, false},     Saying{"错了", false, false},    Saying{"才不", false, false},
    Saying{"没", false, false},
};

// A longer row of Chinese characters says more than yes or no.
constexpr std::size_t kMaxRow = 12;

struct Sign {
    char32_t character;
    bool yes;
};
// Thumbs up, OK hand, check marks; thumbs down, raised hand, crosses.
constexpr std::array kSigns = {Sign{U'👍', true},  Sign{U'👌', true},  Sign{U'✅', true},
                               Sign{U'✔', true},   Sign{U'👎', false}, Sign{U'✋', false},
                               Sign{U'🖐', false}, Sign{U'❌', false}, Sign{U'✖', false}};

bool is_skin_tone(char32_t c) {
    return c >= 0x1F3FB && c <= 0x1F3FF;
}

// What may stand around an answer without saying anything: 那好的呀, "well yes please".
constexpr std::u32string_view kParticlesBefore = U"那嗯哦噢啊就呃唉诶";
constexpr std::u32string_view kParticlesAfter = U"的呀啊吧啦了嘛呢哦噢哈哟喔咯";

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    std::vector<Answer> all() {
        for (std::size_t at = 0; at < text_.size();) at = next(at);
        return std::move(found_);
    }

  private:
    std::size_t next(std::size_t at) {
        const auto sign = std::ranges::find(kSigns, text_.written(at), &Sign::character);
        if (sign != kSigns.end()) {
            const auto end = at + (is_skin_tone(text_.written(at + 1)) ? 2 : 1);
            add(at, end, sign->yes, true, clause_of(at, end));
            return end;
        }
        if (is_han(text_[at])) return chinese(at);
        if (is_word(text_[at])) return english(at);
        return at + 1;
    }

    void add(std::size_t begin, std::size_t end, bool yes, bool plain, bool alone) {
        found_.push_back({text_.place(begin, end), yes, plain, alone});
    }

    // A row of Chinese characters: the whole of it, but for particles, is an answer or none.
    std::size_t chinese(std::size_t at) {
        auto end = at;
        while (is_han(text_[end])) ++end;
        const auto begin = at;
        auto last = end;
        if (end - begin > kMaxRow) return end;
        while (true) {
            if (const auto* saying = chinese_saying(at, last)) {
                add(at, last, saying->yes, saying->plain, clause_of(begin, end));
                return end;
            }
            if (twice(at, last)) {  // 好的好的
                last = at + (last - at) / 2;
                continue;
            }
            if (last > at + 1 && kParticlesAfter.contains(text_[last - 1])) {
                --last;
            } else if (last > at + 1 && kParticlesBefore.contains(text_[at])) {
                ++at;
                last = end;
            } else {
                return end;
            }
        }
    }

    const Saying* chinese_saying(std::size_t begin, std::size_t end) const {
        if (end - begin > 4) return nullptr;
        const auto words = text_.folded(begin, end);
        const auto* found = std::ranges::find(kChinese, words, &Saying::words);
        return found == kChinese.end() ? nullptr : found;
    }

    bool twice(std::size_t begin, std::size_t end) const {
        const auto half = (end - begin) / 2;
        if (half == 0 || half > 4 || (end - begin) % 2 != 0) return false;
        return text_.folded(begin, begin + half) == text_.folded(begin + half, end);
    }

    std::size_t english(std::size_t at) {
        const Saying* best = nullptr;
        for (const auto& saying : kEnglish) {
            const auto end = at + saying.words.size();
            if (text_.reads(at, saying.words) && !inside(end) &&
                (best == nullptr || saying.words.size() > best->words.size()))
                best = &saying;
        }
        if (best != nullptr) {
            const auto end = at + best->words.size();
            add(at, end, best->yes, best->plain, clause_of(at, end));
            return end;
        }
        while (is_word(text_[at]) || (text_[at] == U'\'' && is_word(text_[at + 1]))) ++at;
        return at;
    }
    // A word goes on at `at`.
    bool inside(std::size_t at) const {
        return is_word(text_[at]) || (text_[at] == U'\'' && is_word(text_[at + 1]));
    }

    bool silent(char32_t c) const { return !is_word(c) && !is_han(c); }
    // No other word stands between the marks around [begin, end): looks no further than a mark.
    bool clause_of(std::size_t begin, std::size_t end) const {
        const auto ends_clause = [](char32_t c) {
            return c == U'\0' || std::u32string_view(U",.!?;:\n").contains(c);
        };
        while (begin > 0 && is_blank(text_[begin - 1])) --begin;
        while (is_blank(text_[end])) ++end;
        return ends_clause(text_.before(begin)) && ends_clause(text_[end]);
    }

    Letters text_;
    std::vector<Answer> found_;
};

}  // namespace

std::vector<Answer> find_answers(std::string_view text) {
    return Reader(text).all();
}

}  // namespace errand::language
