// Owns: trying an endpoint once, to tell a person what of it works. Strand: the HTTP client's. Must
// stay true: the model is asked four times at most, each within kTrialTime and kTrialTokens;
// nothing of the key is in what is returned.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "brain/model/endpoint.hpp"

namespace errand::brain::model {

struct Trial {
    // What was asked of the model and came of it. NotTried: it did not come to that.
    enum class Standing { NotTried, Good, Poor, Failed };

    // GET …/models.
    std::vector<std::string> names;
    std::optional<Failure> unlisted;  // why there is no list
    bool listed = false;              // the model is in it
    std::int64_t context_length = 0;  // of the model, as the server says; 0: it does not

    // A short answer. Poor: it came in one piece.
    Standing answers = Standing::NotTried;
    // A tool that it is told to call. Poor: it calls only where the request insists.
    Standing calls = Standing::NotTried;
    // A question whose answer must be JSON of a schema. Poor: only after the request was made anew,
    // since the server does not know one.
    Standing keeps_schema = Standing::NotTried;
    // Of each that is Failed: why. A Failure of ours where the server answered, but not that.
    std::optional<Failure> silent;
    std::optional<Failure> no_calls;
    std::optional<Failure> no_schema;
};

// Asks for the list, then for an answer; where there is one, for a call and for JSON. `client` and
// `clock` outlive it.
async::Awaitable<Trial> try_endpoint(net::Client& client, EndpointSettings settings, Secret key,
                                     const Clock& clock);

}  // namespace errand::brain::model
