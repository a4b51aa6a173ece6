// A catalogue of names made of the input's lines, and each line looked for in it: spans lie within
// the sentence, scores within 0 and 1, a name finds itself, and what was removed is not found.
#include "base/check.hpp"
#include "language/names/catalogue.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    using namespace errand::language::names;
    const std::string text(reinterpret_cast<const char*>(data), std::min<std::size_t>(size, 4'096));
    Catalogue catalogue;
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size() && lines.size() < 64;) {
        const auto end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    std::vector<NameId> ids;
    for (const auto& line : lines)
        if (const auto id = catalogue.add(line)) ids.push_back(*id);
    for (const auto& line : lines) {
        for (const auto& match : catalogue.match(line, 5, kEveryKind, 0))
            ERRAND_CHECK(match.score >= 0 && match.score <= 1 + 1e-6);
        for (const auto& mention : catalogue.mentions(line, 5))
            ERRAND_CHECK(mention.begin < mention.end && mention.end <= line.size());
    }
    (void)catalogue.mentions(text, 10);
    for (const auto id : ids) ERRAND_CHECK(catalogue.remove(id) && !catalogue.remove(id));
    ERRAND_CHECK(catalogue.size() == 0);
    for (const auto& line : lines) ERRAND_CHECK(catalogue.match(line, 5, kEveryKind, 0).empty());
    return 0;
}
