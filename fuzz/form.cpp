// A service's form and its message, and what a person answers.
#include <sstream>

#include "assistant/form.hpp"
#include "assistant/form_texts.hpp"
#include "base/check.hpp"
#include "json/schema.hpp"

namespace {

// Errand's own lines are the same whatever the service says; all others are marked.
void check_marked(const std::string& words) {
    std::istringstream lines(words);
    for (std::string line; std::getline(lines, line);) ERRAND_CHECK(line.starts_with("> "));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    using namespace errand::assistant;
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    const auto end = std::min(all.find('\0'), all.size());
    const auto said = all.substr(std::min(end + 1, all.size()));
    check_marked(form_texts::marked(all));
    const auto schema = json::parse(all.substr(0, end));
    if (!schema) return 0;
    const auto fields = read_form(*schema);
    if (!fields) return 0;
    for (const auto& field : *fields) {
        (void)form_texts::field({"service", "tool"}, said, field, {});
        const auto value = read_value(field, said);
        if (!value) continue;
        ERRAND_CHECK(json::Schema::compile(field.schema)->validate(*value));
        (void)shown_value(field, *value);
    }
    return 0;
}
