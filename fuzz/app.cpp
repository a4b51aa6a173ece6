// What a service says of the pages that show its answers: of a tool, of a page, of what it may
// reach.
#include <algorithm>

#include "base/check.hpp"
#include "mcp/apps.hpp"
#include "server/apps/policy.hpp"

namespace {

bool is_plain(std::string_view text, std::string_view more) {
    return std::ranges::all_of(text, [&](char one) {
        return (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9') ||
               more.find(one) != std::string_view::npos;
    });
}

// Whatever was asked for, a header has the same directives, and no other word but origins.
void check_policy(const errand::json::object& meta) {
    const auto policy = errand::server::read_policy(meta);
    const auto header = errand::server::content_security_policy(policy);
    ERRAND_CHECK(is_plain(header, "'-:;/.* "));
    ERRAND_CHECK(std::ranges::count(header, ';') == 13);
    ERRAND_CHECK(header.starts_with("default-src 'none'; script-src 'unsafe-inline'"));
    ERRAND_CHECK(header.ends_with("; sandbox allow-scripts"));
    ERRAND_CHECK(header.find(" * ") == std::string::npos &&
                 header.find(" *;") == std::string::npos);
    ERRAND_CHECK(is_plain(errand::server::permissions_policy(policy), "=()-, "));
    (void)errand::server::describe(policy);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    if (const auto origin = server::page_origin(all, true))
        ERRAND_CHECK(is_plain(*origin, ":/.*-") && server::page_origin(*origin, true) == origin);
    const auto said = json::parse(all);
    if (!said) return 0;
    tool::Tool tool;
    mcp::read_app(*said, tool);
    ERRAND_CHECK(tool.app.empty() || tool.app.starts_with("ui://"));
    if (!said->is_object()) return 0;
    const auto& object = said->get_object();
    check_policy(object);
    (void)mcp::beside_content(object, *said);
    if (const auto page = mcp::resource_in(object, "ui://a")) check_policy(page->meta);
    return 0;
}
