// Any bytes as a mail: what comes out has names that a person can read, and stays in the budget.
#include "document/mail.hpp"

#include "base/check.hpp"
#include "base/encoding.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    // A head before it, so that its parts are reached at once.
    std::string bytes = "From: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n";
    bytes.append(reinterpret_cast<const char*>(data), size);
    document::Budget budget;
    const auto entries = document::read_mail(bytes, budget);
    if (!entries) return 0;
    ERRAND_CHECK(entries->size() <= document::kMaxMailParts);
    for (const auto& entry : *entries) {
        ERRAND_CHECK(!entry.name.empty() && is_utf8(entry.name));
        ERRAND_CHECK(entry.bytes.size() <= bytes.size());
    }
    return 0;
}
