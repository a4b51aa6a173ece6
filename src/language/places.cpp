#include "language/places.hpp"

#include <algorithm>

#include "language/limits.hpp"
#include "language/place_readers.hpp"
#include "language/place_words.hpp"
#include "language/regions.hpp"
#include "language/text.hpp"

namespace errand::language {
namespace {

// After these a name may begin, though they may stand inside a name as well: 住外滩, 有家, 是公司.
bool may_end_before_name(char32_t c) {
    return c != 0 && std::u32string_view(U"住来有是与和及约站停至给回接坐放").contains(c);
}

class Finder {
  public:
    explicit Finder(std::string_view whole)
        : text_(whole), words_(text_), starts_(text_.size() + 2) {
        for (std::size_t at = 0; at < text_.size(); ++at) {
            const auto stop = stop_word(text_, at);
            if (stop > 0) starts_[std::min(at + stop, text_.size())] = true;
            const bool opens = !is_name_character(text_, at) && text_[at] != U'\'';
            if (opens || may_end_before_name(text_[at])) starts_[at + 1] = true;
            if (is_han(text_[at]) && !is_han(text_[at + 1])) starts_[at + 1] = true;
        }
        starts_[0] = true;
    }

    std::vector<FoundPlace> all() {
        std::vector<FoundPlace> found;
        for (std::size_t at = 0; at < text_.size();) {
            auto best = best_at(at);
            if (!best) {
                ++at;
                continue;
            }
            at = std::max(best->place.end, at + 1);
            found.push_back(to_bytes(*std::move(best)));
        }
        return found;
    }

  private:
    std::optional<FoundPlace> best_at(std::size_t at) const {
        const bool word = is_latin(text_[at]) || is_digit(text_[at]);
        if (word && is_word(text_.before(at))) return std::nullopt;
        std::optional<FoundPlace> best;
        const auto offer = [&](std::optional<FoundPlace> made) {
            if (!made || made->place.end <= made->place.begin) return;
            if (!best || better(*made, *best)) best = std::move(made);
        };
        const bool known = is_han(text_[at]) && read_region(text_, at).end > 0;
        if ((starts_[at] && is_name_character(text_, at)) || known) {
            const bool announced = place_follows(text_, at);
            offer(read_chinese_address(text_, at, announced));
            offer(read_chinese_landmark(text_, at, announced));
        }
        if (is_han(text_[at])) offer(read_chinese_saved(text_, at, place_follows(text_, at)));
        if (word) {
            const EnglishWords words(words_, words_.index_at(at));
            if (words.size() == 0) return best;
            offer(read_english_address(text_, words));
            offer(read_english_landmark(text_, words));
            offer(read_english_saved(text_, words));
        }
        return best;
    }

    static bool better(const FoundPlace& a, const FoundPlace& b) {
        if (a.place.end != b.place.end) return a.place.end > b.place.end;
        if ((a.kind == PlaceKind::Saved) != (b.kind == PlaceKind::Saved))
            return a.kind == PlaceKind::Saved;
        return a.parts.size() > b.parts.size();
    }

    FoundPlace to_bytes(FoundPlace found) const {
        found.place = text_.place(found.place.begin, found.place.end);
        for (auto& part : found.parts) part.place = text_.place(part.place.begin, part.place.end);
        return found;
    }

    Letters text_;
    EnglishText words_;
    std::vector<bool> starts_;  // a Chinese name may begin here
};

}  // namespace

std::vector<FoundPlace> find_places(std::string_view text) {
    return Finder(text).all();
}

}  // namespace errand::language
