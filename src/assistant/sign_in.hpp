// Owns: how a grant comes about: signing in to a service in the person's name. The server
// implements it with OAuth; tests with a script. Strand: the io_context's thread.
// Must stay true: no token leaves the vault but to its own service.
#pragma once

#include <string>
#include <vector>

#include "async/awaitable.hpp"
#include "base/error.hpp"
#include "json/json.hpp"

namespace errand::assistant {

// A sign-in that waits for the person.
struct SignInPage {
    static constexpr bool kDefaults = true;
    std::string url;                  // where the person signs in; empty: the service wants none
    std::vector<std::string> scopes;  // what is asked for
    // The person's yes to errand is enough: the service's page takes it over loopback.
    bool by_itself = false;
};
BOOST_DESCRIBE_STRUCT(SignInPage, (), (url, scopes, by_itself))

struct SignedIn {
    std::string user;
    std::string service;
    std::vector<std::string> scopes;
};

class SignIn {
  public:
    virtual ~SignIn() = default;
    // Finds out where to sign in. `ask` is what waits for it; begun twice for the same ask, the
    // later one counts. `scopes`: what is missing; empty: all that the service has.
    virtual async::Awaitable<Result<SignInPage>> begin(std::string user, std::string service,
                                                       std::vector<std::string> scopes) = 0;
    // Where the page goes by itself: signs in, keeps the tokens and records the grant. May be asked
    // again after an unknown outcome.
    virtual async::Awaitable<Result<SignedIn>> complete(std::string user, std::string service,
                                                        std::vector<std::string> scopes) = 0;
    // The person came back from the page: `redirect` is the whole address, or its query. Keeps the
    // tokens and records the grant. NotFound: no such sign-in waits.
    virtual async::Awaitable<Result<SignedIn>> finish(std::string state, std::string redirect) = 0;
};

}  // namespace errand::assistant
