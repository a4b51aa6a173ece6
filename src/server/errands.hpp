// Owns: a user's errands as every face shows and stops them. Strand: the io_context's thread.
// Must stay true: an errand is found by its number of this user, so nobody reaches another's.
#pragma once

#include <string>
#include <vector>

#include "server/api.hpp"

namespace errand::server {

// The number in a door's path. NotFound: it is none.
Result<std::uint64_t> number_of(const net::Request& request);
// {"number", "skill", "conversation", "status", "live", "view", "created", "updated"}.
json::object summary(const journal::FlowInfo& info);
// An event as the API shows it.
json::object written(const journal::Event& event);
// Of its view: working, waiting, done, declined, cancelled, failed; "failed" where its flow broke
// off without a word.
std::string status_of(const journal::FlowInfo& info);
bool has_ended(std::string_view status);
// The ask that is open, or null.
const json::value* open_ask_of(const journal::FlowInfo& info);

struct ErrandsWanted {
    std::string user;
    std::optional<std::string> conversation = {};
    bool live_only = false;
};
// The latest first, at most kErrandsListed.
async::Awaitable<Result<std::vector<journal::FlowInfo>>> list_errands(Rooms& rooms,
                                                                      ErrandsWanted wanted);
// NotFound: none of this user.
async::Awaitable<Result<journal::FlowInfo>> find_errand(Rooms& rooms, std::string user,
                                                        std::uint64_t number);
// Stopped the way the person would ask for it, so that the skill undoes what it can. What follows
// comes after the event number that it returns. `key`: the same again is once; empty: each is its
// own. Conflict: it has ended.
async::Awaitable<Result<std::uint64_t>> cancel_errand(Rooms& rooms, std::string user,
                                                      std::uint64_t number, std::string key);
// The latest events of one errand, the oldest first: at most `count` of the last kSaidLookedBack
// of its user. `said`: also what the person said in its conversation.
async::Awaitable<Result<std::vector<journal::Event>>> latest_events(Rooms& rooms,
                                                                    journal::FlowInfo errand,
                                                                    std::size_t count,
                                                                    bool said = false);

}  // namespace errand::server
