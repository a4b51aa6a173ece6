// Owns: LocalName, a name in Chinese and English. Pure; any thread. On the wire a string or
// {"zh": …, "en": …}; either may be missing.
#pragma once

#include <string>
#include <string_view>

#include "json/json.hpp"

namespace errand::commerce {

struct LocalName {
    std::string zh;
    std::string en;

    bool operator==(const LocalName&) const = default;
    bool empty() const { return zh.empty() && en.empty(); }
    // The name in the language ("zh", "en", or a tag such as "zh-CN"), or in the other where it has
    // none. Valid as long as this name is.
    const std::string& in(std::string_view language) const;
};

// Plain text is Chinese where it holds a CJK character, otherwise English.
LocalName local_name(std::string text);

}  // namespace errand::commerce

namespace errand::json::detail {

template <>
struct Decoder<commerce::LocalName> {
    static Result<commerce::LocalName> decode(const value& from, Unknown, const std::string& path);
};
// A string where decoding it gives the same name again, else an object.
template <>
struct Encoder<commerce::LocalName> {
    static value encode(const commerce::LocalName& from);
};

}  // namespace errand::json::detail
