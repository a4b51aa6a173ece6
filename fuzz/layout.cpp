// Any words at any places as the pages of a file: each line of the text is a word, its first bytes
// say where it stands; an empty line begins a page.
#include <string>
#include <vector>

#include "base/check.hpp"
#include "base/encoding.hpp"
#include "invoice/checks.hpp"
#include "invoice/layout/layout.hpp"

namespace {

using namespace errand;

constexpr std::size_t kPlace = 4;

document::Word word_of(std::string_view line) {
    const auto part = [&](std::size_t at) {
        return static_cast<double>(static_cast<unsigned char>(line[at]));
    };
    const std::string text(line.substr(kPlace));
    const double left = part(0) * 3;
    const double top = part(1) * 3;
    return {text, left, top, left + part(2) * 2, top + part(3) / 8, 90};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    std::vector<document::Page> pages(1);
    pages.back().from_picture = size % 2 == 1;
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        const auto line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (line.empty())
            pages.emplace_back();
        else if (line.size() > kPlace && is_utf8(line.substr(kPlace)))
            pages.back().words.push_back(word_of(line));
    }
    for (const auto& one : invoice::layout::read_pages(pages)) {
        ERRAND_CHECK(one.number.has() || one.gross.has());
        (void)invoice::check(one);
    }
    return 0;
}
