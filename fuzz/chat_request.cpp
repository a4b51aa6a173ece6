// Any bytes as a chat client's request: refused with a parameter or a word, or a sentence that is
// not empty.
#include "base/check.hpp"
#include "server/openai/request.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand::server::openai;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    for (const auto& read : {read_chat(bytes), read_response(bytes)}) {
        if (!read) {
            ERRAND_CHECK(!read.error().message.empty());
            ERRAND_CHECK(read.error().status == 400 || read.error().status == 404);
            continue;
        }
        ERRAND_CHECK(!read->text.empty());
        for (const auto& turn : read->earlier) ERRAND_CHECK(!turn.said.empty());
    }
    (void)quotes_a_chat(bytes);
    return 0;
}
