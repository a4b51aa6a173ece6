// Owns: services in the settings (docs/connecting.md), read and written. Any thread. Must stay
// true: what is written reads back as it was; no key stands in a file.
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"
#include "server/server.hpp"

namespace errand::app {

//   [[service]]
//   name = "files"
//   command = ["npx", "-y", "@modelcontextprotocol/server-filesystem", "/home/li/papers"]
//   environment = ["GITHUB_TOKEN"]  # variables that it is given, beside PATH, HOME, LANG, …
//   directory = "/home/li"          # default: the person's own
//   [[service]]
//   name = "food"
//   url = "https://food.example/mcp"
//   key_env = "FOOD_KEY"            # or key_vault = "key.food"; default: its own sign-in, if any
//   effects = { menu = "reads" }    # what its tools do, where the operator knows better
//   [[service]]
//   name = "pets"
//   openapi = "https://pets.example/openapi.json"
//   url = "https://pets.example/v1"
//   [[service]]
//   ucp = "https://shop.example"    # a shop by its domain; `url` where it is asked elsewhere
//   agent = "https://me.example/ucp.json"  # errand's own profile, where one is published
//   pay_with = "handler"            # one of the shop's, with pay_type, pay_credential and
//   pay_token_vault = "pay.shop"    # (or pay_token_env) what the owner pays with there
// Appends the services of `table` to `into`. Invalid names the file and the line; so does a name
// that is there already.
Result<> read_services(const toml::table& table, const std::string& file,
                       std::vector<server::ServiceEntry>& into);

// One [[service]] table of a settings file.
std::string write_service(const server::ServiceEntry& service);

// What connectors::make_connector is given. Variables that are not set are left out, and logged.
json::object connector_config(const server::ServiceEntry& service,
                              const std::filesystem::path& home);
// The names of those variables.
std::vector<std::string> missing_variables(const server::ServiceEntry& service);

}  // namespace errand::app
