// Owns: where errand keeps its things on this machine, and home/errand.toml. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "server/server.hpp"

namespace errand::app {

// $ERRAND_HOME, else $XDG_DATA_HOME/errand, else ~/.local/share/errand. `given` comes first.
Result<std::filesystem::path> find_home(const std::string& given);

struct Paths {
    std::filesystem::path home;

    std::filesystem::path settings() const { return home / "errand.toml"; }
    // What `errand connect` has added (services_file.hpp).
    std::filesystem::path services() const { return home / "services.toml"; }
    // Skills that are only words (docs/skills.md).
    std::filesystem::path skills() const { return home / "skills"; }
    std::filesystem::path key() const { return home / "keys" / "approver.pem"; }
    // What requests to shops are signed with (docs/ucp.md).
    std::filesystem::path shop_key() const { return home / "keys" / "ucp.pem"; }
    std::filesystem::path history() const { return home / "history"; }
    std::filesystem::path city() const { return home / "city"; }
    std::filesystem::path server_file() const { return home / "server.json"; }
};

// home/errand.toml:
//   address = "127.0.0.1"
//   port = 7700
//   time_zone = "Asia/Shanghai"
//   brain_model = "brain.model"   # of `errand train`, in place of the one in the program
//   [[service]]                   # docs/connecting.md; more may stand in home/services.toml
//   name = "food"
//   url = "https://…/mcp"         # or command = ["npx", "-y", "…"]
//   [[model]]                     # docs/models.md
//   [model_limits]                # of turns, tokens and money; all may be missing
//   errand_turns = 40             # of one errand
//   errand_tokens = 200000
//   errand_cost = "2.00"
//   day_turns = 400               # of all errands of one user that began on one day
//   day_tokens = 2000000
//   day_cost = "20.00"
//   currency = "CNY"              # of both costs
// Every member may be missing, and so may the file.
struct Settings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: kDefaultPort for `errand serve`, any free one for the chat
    std::string time_zone = "Asia/Shanghai";
    std::string brain_model;  // a file; empty: the program's own
    std::vector<server::ServiceEntry> services;
    server::ModelEntries models;
};

// Invalid names the file, the line and the member; an unknown member is an error.
Result<Settings> load_settings(const std::filesystem::path& file);
// Both files of the home.
Result<Settings> load_settings(const Paths& paths);
Result<Settings> parse_settings(std::string_view text, const std::string& name);

// The sandbox city's services at this address.
std::vector<server::ServiceEntry> sandbox_services(const std::string& city_url);

}  // namespace errand::app
