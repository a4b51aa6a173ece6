// Owns: the words of the options that drinks and dishes have in common, in Chinese and English.
#pragma once

#include <string>
#include <string_view>

namespace errand::commerce {

// {"ice", "less"} as "少冰" or "less ice", {"extra", "珍珠"} as "加珍珠" or "with 珍珠"; an option
// of the shop's own as its value. `language`: "zh…" is Chinese, all else English.
std::string option_text(std::string_view key, std::string_view value, std::string_view language);

}  // namespace errand::commerce
