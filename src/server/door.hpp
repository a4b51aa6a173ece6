// Owns: what a door of the API is: its route, who may use it, what it is for, and the forms that go
// in and out. The routes and the OpenAPI document are made of the same list, so that neither can
// hold what the other has not. Strand: the io_context's thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "async/awaitable.hpp"
#include "json/json.hpp"
#include "net/message.hpp"
#include "net/server.hpp"

namespace errand::server {

enum class Access {
    Open,    // anyone who reaches the address
    User,    // a user's bearer token
    Ticket,  // the same, or a ticket for this very address in the query (apps/use.hpp)
};

struct Door {
    std::string method;
    std::string path;  // as net::Server::route and OpenAPI write it: "/v1/asks/{ask}"
    std::string summary;
    Access access = Access::User;
    // JSON Schemas; null: none.
    json::value body;
    json::value answer;
    std::vector<std::string> query;    // names of optional query parameters
    std::vector<std::string> headers;  // names of optional request headers
    int success = 200;
    std::string media_type = "application/json";
    // How a refusal before `handle` reads; null: net::Response::error.
    net::Response (*refuse)(int status, const Error& error) = nullptr;
    std::string error_schema = "Error";  // its name among OpenAPI's schemas
    // `user`: empty behind an open door.
    std::function<async::Awaitable<net::Response>(net::Request, std::string user)> handle;
};

using Doors = std::vector<Door>;

// OpenAPI 3.1 of the doors.
json::value openapi(const Doors& doors);

// Short ways to write schemas.
json::value schema_ref(std::string_view name);
json::value schema_list(json::value of);
json::value schema_object(json::object properties, const std::vector<std::string>& required = {});
json::value schema_string(std::string_view about = {});
json::value schema_integer(std::string_view about = {});
json::value schema_boolean(std::string_view about = {});

}  // namespace errand::server
