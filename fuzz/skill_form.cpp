// A SKILL.md: whatever the bytes are, what is read of them has the form that models and people are
// shown, and reads the same when it is written out again.
#include <fmt/format.h>

#include "assistant/limits.hpp"
#include "assistant/skill_form.hpp"
#include "base/check.hpp"
#include "json/json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto form = assistant::read_skill_form(bytes);
    if (!form) {
        ERRAND_CHECK(!form.error().message.empty());
        return 0;
    }
    ERRAND_CHECK(assistant::is_skill_name(form->name));
    ERRAND_CHECK(!form->about.empty() && form->about.size() <= 4 * assistant::kMaxSkillAbout);
    ERRAND_CHECK(form->about.find('\n') == std::string::npos);
    ERRAND_CHECK(!form->instructions.empty() && form->instructions.size() <= size);
    for (const auto& text : {form->about, form->instructions})
        ERRAND_CHECK(assistant::is_plain_text(text));
    const auto again = assistant::read_skill_form(
        fmt::format("---\nname: {}\ndescription: {}\n---\n{}", form->name,
                    json::write(json::value(form->about)), form->instructions));
    ERRAND_CHECK(again && again->name == form->name && again->about == form->about &&
                 again->instructions == form->instructions);
    return 0;
}
