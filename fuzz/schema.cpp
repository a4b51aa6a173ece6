// A schema, a line break, a value. Neither may crash, hang, or be judged two ways.
#include "json/schema.hpp"

#include "base/check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto line = text.find('\n');
    if (line == std::string_view::npos) return 0;
    const auto wanted = json::parse(text.substr(0, line));
    const auto value = json::parse(text.substr(line + 1));
    if (!wanted || !value) return 0;
    const auto schema = json::Schema::compile(*wanted);
    if (!schema) return 0;
    const auto verdict = schema->validate(*value);
    ERRAND_CHECK(verdict.has_value() == schema->validate(*value).has_value());
    const auto negated = json::Schema::compile(json::object{{"not", *wanted}});
    // References count from the root, so only a schema without them can be wrapped.
    if (!negated || text.find("$") != std::string_view::npos) return 0;
    const auto opposite = negated->validate(*value);
    const auto exhausted = [](const auto& result) {
        return !result && result.error().code == ErrorCode::Exhausted;
    };
    if (!exhausted(verdict) && !exhausted(opposite)) {
        ERRAND_CHECK(verdict.has_value() != opposite.has_value());
    }
    return 0;
}
