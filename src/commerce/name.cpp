#include "commerce/name.hpp"

namespace errand::commerce {
namespace {

// CJK ideographs and their punctuation start with E2..E9 in UTF-8, kana and full-width forms too;
// Latin letters with accents, Greek and Cyrillic with less.
bool looks_chinese(std::string_view text) {
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead >= 0xE3 && lead <= 0xE9) return true;
    }
    return false;
}

}  // namespace

const std::string& LocalName::in(std::string_view language) const {
    const bool chinese = language.starts_with("zh");
    const auto& wanted = chinese ? zh : en;
    const auto& other = chinese ? en : zh;
    return wanted.empty() ? other : wanted;
}

LocalName local_name(std::string text) {
    if (looks_chinese(text)) return {.zh = std::move(text), .en = {}};
    return {.zh = {}, .en = std::move(text)};
}

}  // namespace errand::commerce

namespace errand::json::detail {

namespace {
struct BothNames {
    std::optional<std::string> zh;
    std::optional<std::string> en;
};
BOOST_DESCRIBE_STRUCT(BothNames, (), (zh, en))
}  // namespace

Result<commerce::LocalName> Decoder<commerce::LocalName>::decode(const value& from, Unknown unknown,
                                                                 const std::string& path) {
    if (const auto* text = from.if_string()) return commerce::local_name(std::string(*text));
    if (!from.is_object()) {
        return fail(wrong_type(path, R"(a name or {"zh": …, "en": …})", from));
    }
    ERRAND_TRY(auto both, Decoder<BothNames>::decode(from, unknown, path));
    return commerce::LocalName{.zh = std::move(both.zh).value_or(""),
                               .en = std::move(both.en).value_or("")};
}

value Encoder<commerce::LocalName>::encode(const commerce::LocalName& from) {
    const auto& only = from.zh.empty() ? from.en : from.zh;
    if (commerce::local_name(only) == from) return value(only);
    object both;
    if (!from.zh.empty()) both.emplace("zh", from.zh);
    if (!from.en.empty()) both.emplace("en", from.en);
    return both;
}

}  // namespace errand::json::detail
