#include "language/time/find.hpp"

#include "language/limits.hpp"
#include "language/time/grammars.hpp"
#include "language/time/resolve.hpp"

namespace errand::language::time {

std::vector<TimeSpan> find_times(std::string_view text, Language language, CivilDateTime reference,
                                 const Options& options) {
    text = text.substr(0, kMaxSentenceBytes);
    const auto found = language == Language::English ? find_english(text, reference, options)
                                                     : find_chinese(text, reference, options);
    std::vector<TimeSpan> spans;
    spans.reserve(found.size());
    for (const auto& one : found) spans.push_back(span_of(one));
    return spans;
}

}  // namespace errand::language::time
