// A service's OpenAPI document, and what is made of it.
#include "base/check.hpp"
#include "connectors/openapi/document.hpp"
#include "connectors/openapi/request.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    namespace openapi = connectors::openapi;
    const auto document = openapi::read_document({reinterpret_cast<const char*>(data), size});
    if (!document) return 0;
    const auto server = net::parse_url("https://example.com/v1");
    for (const auto& operation : document->operations) {
        openapi::Asked asked{.key = "key", .idempotency_key = "once"};
        for (const auto& parameter : operation.parameters)
            asked.arguments[parameter.argument] = json::array{"a/../b?", 1};
        (void)openapi::answer_schema(*document, operation, 200);
        if (const auto request = openapi::write_request(*server, operation, asked)) {
            const auto url = net::parse_url(request->url);
            ERRAND_CHECK(!url || url->origin() == server->origin());
            ERRAND_CHECK(!url || url->path.starts_with("/v1/"));
        }
        net::ClientResponse answer{.status = 200};
        answer.headers.set("Content-Type", "application/json");
        answer.body = "{\"a\": [1]}";
        (void)openapi::read_answer(*document, operation, answer);
    }
    return 0;
}
