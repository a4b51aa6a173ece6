// Tools made of the input's lines, learned from and looked for: shares are shares, and nothing is
// found that was removed.
#include "tool/finder.hpp"
#include "base/check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    const std::string text(reinterpret_cast<const char*>(data), std::min<std::size_t>(size, 2'048));
    tool::Finder finder;
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size() && lines.size() < 64;) {
        const auto end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    for (const auto& line : lines) {
        const auto id = finder.add({line, line, {line}});
        ERRAND_CHECK(id && finder.add_example(*id, line));
    }
    finder.train();
    for (const auto& line : lines)
        for (const auto& found : finder.find(line, 3))
            ERRAND_CHECK(found.share >= 0 && found.share <= 1 + 1e-6);
    for (std::size_t i = 0; i < lines.size(); ++i)
        ERRAND_CHECK(finder.remove(static_cast<tool::ToolId>(i)));
    ERRAND_CHECK(finder.find(text, 3).empty());
    return 0;
}
