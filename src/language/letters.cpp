#include "language/letters.hpp"

#include <algorithm>

#include "language/limits.hpp"
#include "language/simplify.hpp"
#include "language/text.hpp"

namespace errand::language {

Letters::Letters(std::string_view text) : text_(text.substr(0, kMaxSentenceBytes)) {
    folded_.reserve(text_.size());
    written_.reserve(text_.size());
    begins_.reserve(text_.size() + 1);
    for (std::size_t at = 0; at < text_.size();) {
        begins_.push_back(at);
        written_.push_back(next_character(text_, at));
        folded_.push_back(language::folded(written_.back()));
    }
    begins_.push_back(text_.size());
}

Place Letters::place(std::size_t begin, std::size_t end) const {
    end = std::min(end, size());
    return {begins_[std::min(begin, end)], begins_[end]};
}

std::string_view Letters::said(std::size_t begin, std::size_t end) const {
    const auto bytes = place(begin, end);
    return text_.substr(bytes.begin, bytes.end - bytes.begin);
}

std::string Letters::folded(std::size_t begin, std::size_t end) const {
    return normalise(said(begin, end));
}

bool Letters::reads(std::size_t at, std::string_view what) const {
    for (std::size_t i = 0; i < what.size(); ++at)
        if ((*this)[at] != next_character(what, i)) return false;
    return true;
}

std::size_t Letters::digits_end(std::size_t at) const {
    while (is_digit((*this)[at])) ++at;
    return at;
}

}  // namespace errand::language
