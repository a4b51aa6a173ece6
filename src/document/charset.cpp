#include "document/charset.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <cctype>

namespace errand::document {
namespace {

// GB18030 holds GBK and GB2312, which writers name without keeping to them.
std::string wider(std::string_view name) {
    std::string upper(name.substr(0, 40));
    for (auto& character : upper)
        character = static_cast<char>(std::toupper(static_cast<unsigned char>(character)));
    return upper == "GBK" || upper == "GB2312" ? "GB18030" : upper;
}

}  // namespace

Result<std::string> to_utf8(std::string_view bytes, std::string_view encoding) {
    const auto converter = ::iconv_open("UTF-8", wider(encoding).c_str());
    if (converter == reinterpret_cast<iconv_t>(-1))  // NOLINT(performance-no-int-to-ptr)
        return fail(ErrorCode::Invalid,
                    fmt::format("the encoding '{:.40}' is not known", encoding));
    std::string out(bytes.size() * 3 + 4, '\0');
    char* from = const_cast<char*>(bytes.data());
    char* to = out.data();
    std::size_t from_left = bytes.size();
    std::size_t to_left = out.size();
    const auto done = ::iconv(converter, &from, &from_left, &to, &to_left);
    ::iconv_close(converter);
    if (done == static_cast<std::size_t>(-1))
        return fail(ErrorCode::Corrupt, fmt::format("the text is not in {:.40}", encoding));
    out.resize(out.size() - to_left);
    return out;
}

}  // namespace errand::document
