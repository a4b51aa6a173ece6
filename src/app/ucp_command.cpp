// `errand ucp profile`.
#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "connectors/ucp/agent.hpp"

namespace errand::app {

int shop_profile(const Program& program) {
    const auto key = crypto::PrivateKey::load_or_create(program.paths.shop_key());
    if (!key) return report(key.error());
    fmt::print("{}\n", json::write_pretty(connectors::ucp::own_profile(key->public_key())));
    fmt::print(stderr, "{}\n",
               program.style.say("用 https 发布它,再把地址写成商店的 agent(见 docs/ucp.md)。",
                                 "Publish it over https, and name its address as the shop's "
                                 "`agent` (docs/ucp.md)."));
    return kOk;
}

}  // namespace errand::app
