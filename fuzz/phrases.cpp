// Training phrases and lists, and typing errors in what they give.
#include "brain/learn/phrases.hpp"
#include "base/check.hpp"
#include "brain/learn/noise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand::brain::learn;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)read_phrases(text, "phrases");
    (void)read_lists(text, "lists");
    const auto example = read_annotated(text);
    if (!example) return 0;
    const auto copy = noisy(*example, size);
    ERRAND_CHECK(copy.slots.size() == example->slots.size());
    for (const auto& slot : copy.slots)
        ERRAND_CHECK(slot.begin < slot.end && slot.end <= copy.text.size());
    return 0;
}
