// Any bytes as the answer of a process that a document took over: refused, or a reading that says
// nothing about other files.
#include "invoice/answer.hpp"

#include "base/check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    // With the length of the JSON in front of it, which chance would not find.
    const std::uint64_t head = bytes.substr(0, bytes.find('\n')).size();
    invoice::Answer answer({1000, 10});
    if (!answer.add({reinterpret_cast<const char*>(&head), sizeof head})) return 0;
    for (const auto one : bytes)
        if (!answer.add({&one, 1})) return 0;
    const auto opened = answer.take();
    if (!opened) return 0;
    std::size_t inner = 0;
    for (const auto& one : opened->inner) {
        ERRAND_CHECK(one.path.starts_with('/'));
        inner += one.bytes.size();
    }
    ERRAND_CHECK(inner + answer.budget().bytes <= 1000);
    ERRAND_CHECK(opened->inner.size() + answer.budget().entries <= 10);
    for (const auto& one : opened->reading.invoices)
        ERRAND_CHECK(one.files.size() == 1 && one.files.front().path.empty());
    for (const auto& one : opened->reading.findings)
        ERRAND_CHECK(one.file.empty() || one.file.starts_with('/'));
    return 0;
}
