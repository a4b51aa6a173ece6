// What a service sends that is not its tools' data: addresses, forms, challenges, messages.
#include "mcp/protocol.hpp"
#include "base/check.hpp"
#include "json/json.hpp"
#include "mcp/input_requests.hpp"
#include "mcp/sign_in.hpp"
#include "mcp/tasks.hpp"
#include "net/url.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto url = net::parse_url(text)) {
        const auto again = net::parse_url(url->text());
        ERRAND_CHECK(again && again->text() == url->text());
        ERRAND_CHECK(url->text().find_first_of("\r\n") == std::string::npos);
    }
    const auto base = net::parse_url("https://example.com/a/b?c");
    if (const auto url = net::resolve_url(*base, text)) {
        ERRAND_CHECK(net::parse_url(url->text()).has_value());
    }
    if (const auto form = net::parse_form(text)) {
        const auto again = net::parse_form(net::write_form({form->begin(), form->end()}));
        ERRAND_CHECK(again && *again == *form);
    }
    (void)mcp::parse_challenge(text);
    (void)mcp::decode_header(text);
    const auto decoded = mcp::decode_header(mcp::encode_header(text));
    ERRAND_CHECK(decoded && *decoded == text);
    if (auto parsed = json::parse(text)) {
        if (const auto* result = parsed->if_object()) {
            (void)mcp::unfinished_of(*result);
            (void)mcp::pages_first(*result);
            (void)mcp::created_task(*result);
        }
        (void)mcp::read_message(*std::move(parsed));
    }
    return 0;
}
