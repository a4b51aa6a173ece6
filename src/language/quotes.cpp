#include "language/quotes.hpp"

#include <array>
#include <limits>
#include <optional>

namespace errand::language {
namespace {

struct Marks {
    char32_t open;
    char32_t close;
};
constexpr std::array kMarks = {Marks{U'“', U'”'},   Marks{U'‘', U'’'},   Marks{U'„', U'“'},
                               Marks{U'«', U'»'},   Marks{U'‹', U'›'},   Marks{U'「', U'」'},
                               Marks{U'『', U'』'}, Marks{U'《', U'》'}, Marks{U'〝', U'〞'},
                               Marks{U'"', U'"'},   Marks{U'\'', U'\''}, Marks{U'`', U'`'},
                               Marks{U'＂', U'＂'}};

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

bool apostrophe(const Letters& text, std::size_t at) {
    return is_word(text.before(at)) && is_word(text[at + 1]);
}

// Where the mark `close` stands next, for every pair of marks: found from the end once, so that
// marks that are never closed cost nothing.
class Closing {
  public:
    explicit Closing(const Letters& text) : text_(text), next_(kMarks.size()) {}
    // The first closing mark of pair `pair` after `at`. Calls must come with growing `at`.
    std::size_t after(std::size_t pair, std::size_t at) {
        auto& next = next_[pair];
        if (next == kNone || next > at) return next;
        for (next = at + 1; next < text_.size(); ++next)
            if (text_.written(next) == kMarks[pair].close && closes(next)) return next;
        return next = kNone;
    }

  private:
    bool closes(std::size_t at) const {
        const auto mark = text_.written(at);
        return mark != U'\'' ? mark != U'’' || !apostrophe(text_, at) : !is_word(text_[at + 1]);
    }
    const Letters& text_;
    std::vector<std::size_t> next_;
};

std::optional<std::size_t> opens(const Letters& text, std::size_t at) {
    const auto mark = text.written(at);
    if (mark == U'\'' && is_word(text.before(at))) return std::nullopt;
    for (std::size_t pair = 0; pair < kMarks.size(); ++pair)
        if (kMarks[pair].open == mark) return pair;
    return std::nullopt;
}

}  // namespace

std::vector<Quoted> find_quoted(std::string_view whole) {
    const Letters text(whole);
    Closing closing(text);
    std::vector<Quoted> all;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto pair = opens(text, at);
        if (!pair) continue;
        const auto end = closing.after(*pair, at);
        if (end == kNone || end == at + 1) continue;
        all.push_back({text.place(at, end + 1), std::string(text.said(at + 1, end)),
                       kMarks[*pair].open == U'《'});
        at = end;
    }
    return all;
}

}  // namespace errand::language
