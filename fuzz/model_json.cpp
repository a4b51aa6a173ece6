// JSON as models write it: what is well-formed is read as it stands; what is mended is JSON, and
// needs no second mending; a limit's cut is never closed.
#include "base/check.hpp"
#include "brain/model/calls.hpp"
#include "brain/model/json_mend.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    using namespace errand::brain::model;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto parsed = json::parse(text);
    const auto mended = mend_json(text);
    if (parsed) ERRAND_CHECK(mended && !mended->changed && mended->value == *parsed);
    if (mended) {
        const auto again = mend_json(json::write(mended->value));
        ERRAND_CHECK(again && !again->changed && again->value == mended->value);
    }
    // What a limit may have cut is read only where it is read the same without one.
    const auto limited = mend_json(text, true);
    if (limited) ERRAND_CHECK(mended && limited->value == mended->value);
    const auto arguments = read_arguments(text);
    if (!arguments) ERRAND_CHECK(!arguments.error().text.empty());
    return 0;
}
