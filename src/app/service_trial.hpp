// Owns: trying a service once, as `errand connect` does before it is kept. Strand: the HTTP
// client's. Must stay true: nothing is called but what lists; a program that was started is gone
// when the trial ends.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "net/client.hpp"
#include "server/server.hpp"
#include "tool/tool.hpp"

namespace errand::app {

// What the service showed of itself. Texts are a stranger's.
struct Trial {
    std::string speaks;  // "MCP 2025-11-25"
    std::string title;   // its own name and version
    std::vector<tool::Tool> tools;
    // It wants a person to sign in first, there; its tools may be hidden until then.
    bool sign_in = false;
    std::string issuer;
    bool wants_key = false;             // and none was given
    std::vector<std::string> left_out;  // operations that cannot be tools, each with its reason
};

// `key` is the operator's for this service; empty: none. Ends within kTryWithin.
async::Awaitable<Result<Trial>> try_service(net::Client& client, server::ServiceEntry service,
                                            std::filesystem::path home, std::string key);

// Whether a shop's profile stands at this domain; an address with a path is none. Never an error.
async::Awaitable<Result<bool>> is_shop(net::Client& client, std::string address);

// Where the operations of an OpenAPI document are asked: what it says itself, if that is where the
// document stands. Denied where it names another server: the operator has to say so.
async::Awaitable<Result<std::string>> server_of_document(net::Client& client, std::string document);

}  // namespace errand::app
