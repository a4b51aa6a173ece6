// Owns: Text, a sentence in both of the languages that errand speaks. Any thread.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <string_view>

namespace errand::assistant {

struct Text {
    static constexpr bool kDefaults = true;
    std::string zh;
    std::string en;

    // What a person who writes in `language` ("zh" or "en") reads; the other where one is empty.
    const std::string& in(std::string_view language) const {
        if (language == "zh") return zh.empty() ? en : zh;
        return en.empty() ? zh : en;
    }
    bool operator==(const Text&) const = default;
};
BOOST_DESCRIBE_STRUCT(Text, (), (zh, en))

}  // namespace errand::assistant
