#include "commerce/option_text.hpp"

namespace errand::commerce {
namespace {

struct OptionWord {
    std::string_view key, value, zh, en;
};
constexpr OptionWord kOptionWords[] = {
    {"size", "small", "小杯", "small"},        {"size", "medium", "中杯", "medium"},
    {"size", "large", "大杯", "large"},        {"temperature", "hot", "热", "hot"},
    {"temperature", "warm", "温", "warm"},     {"temperature", "cold", "冰", "cold"},
    {"ice", "none", "去冰", "no ice"},         {"ice", "less", "少冰", "less ice"},
    {"ice", "normal", "正常冰", "normal ice"}, {"ice", "more", "多冰", "extra ice"},
    {"sugar", "0", "无糖", "no sugar"},        {"sugar", "30", "三分糖", "30% sugar"},
    {"sugar", "50", "五分糖", "50% sugar"},    {"sugar", "70", "七分糖", "70% sugar"},
    {"sugar", "100", "全糖", "full sugar"},    {"spice", "none", "不辣", "not spicy"},
    {"spice", "mild", "微辣", "mild"},         {"spice", "medium", "中辣", "medium spicy"},
    {"spice", "hot", "特辣", "very spicy"},
};

}  // namespace

std::string option_text(std::string_view key, std::string_view value, std::string_view language) {
    const bool chinese = language.starts_with("zh");
    for (const auto& word : kOptionWords)
        if (word.key == key && word.value == value) return std::string(chinese ? word.zh : word.en);
    if (key == "extra") return std::string(chinese ? "加" : "with ").append(value);
    return std::string(value);
}

}  // namespace errand::commerce
