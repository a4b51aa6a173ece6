// Any bytes as another agent's call, and as what a person filled into a form: refused by a code, or
// something that can be carried out. Nothing of it is ever a yes to an approval.
#include "base/check.hpp"
#include "server/a2a/request.hpp"
#include "server/tools/form.hpp"

namespace {

using namespace errand;

void read_as_call(const std::string& text) {
    using namespace server::a2a;
    for (const auto* version : {"", "1.0", "0.3"}) {
        net::Request request;
        request.headers.set("A2A-Version", version);
        request.body = text;
        json::value id;
        const auto call = read_call(request, id);
        if (!call) {
            ERRAND_CHECK(call.error().code < 0 && !call.error().message.empty());
            continue;
        }
        if (const auto incoming = read_incoming(*call))
            ERRAND_CHECK(incoming->text.empty() == incoming->reply.has_value());
        (void)read_task_query(*call);
        if (const auto list = read_list_query(*call)) ERRAND_CHECK(list->page_size > 0);
    }
}

void read_as_form(const json::value& answer) {
    for (const auto* type : {"slot", "choice", "grant", "approval"}) {
        const json::value ask = json::object{
            {"kind", "ask"}, {"id", "1.1"}, {"type", type}, {"offers", json::array{1, 2}}};
        const auto filled = server::tools::read_form(ask, answer);
        if (filled && filled->reply) ERRAND_CHECK(!filled->reply->approve.value_or(false));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    read_as_call(text);
    if (const auto answer = json::parse(text)) read_as_form(*answer);
    return 0;
}
