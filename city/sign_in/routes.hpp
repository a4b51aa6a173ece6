// Owns: the HTTP doors of sign-in: metadata, /authorize, /token, /revoke. Strand: the city's one
// thread. Source: RFC 8414, RFC 9728, OAuth 2.1 (draft), RFC 9207, RFC 7009.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "city/sign_in/authority.hpp"
#include "net/server.hpp"

namespace errand::city {

// `users` names who may sign in. `authority` must outlive the server.
void add_sign_in_routes(net::Server& server, Authority& authority,
                        const std::function<Result<std::vector<std::string>>()>& users);

}  // namespace errand::city
