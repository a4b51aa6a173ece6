// Owns: the yes to one call of a tool that a large model wants to make: which service, which tool,
// every argument, and where each value came from. Pure; any thread.
// Must stay true: what a person reads holds every value that is sent; the signature is over all of
// it, so nothing can be changed after the yes. It pays for no order of a shop that signs its
// drafts: that takes an Approval. A call that pays names payee, items, address and total.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "crypto/keys.hpp"
#include "json/json.hpp"

namespace errand::commerce {

inline constexpr std::string_view kCallApprovalType = "errand.call_approval/1";

// What a tool may do, as it declares it; undeclared, it may spend. Pays: it buys exactly what its
// argument "purchase" says (purchase.hpp).
enum class CallEffect { Changes, Spends, Pays };
BOOST_DESCRIBE_ENUM(CallEffect, Changes, Spends, Pays)

// User: it stands whole in what the user said. Service: in what a service answered (`name` is
// which). Suggestion: in an answer that the model suggested and the user chose. Skill: in the
// instructions that the model follows (`name` is whose). Model: in none, so a model made it up, or
// cut it out of something longer.
enum class Origin { User, Service, Suggestion, Skill, Model };
BOOST_DESCRIBE_ENUM(Origin, User, Service, Suggestion, Skill, Model)

// Where the value at `path` ("to", "items[0].id", "\"a.b\".c") came from.
struct ValueOrigin {
    static constexpr bool kDefaults = true;
    std::string path;
    Origin origin = Origin::Model;
    std::string name;

    bool operator==(const ValueOrigin&) const = default;
};
BOOST_DESCRIBE_STRUCT(ValueOrigin, (), (path, origin, name))

struct CallApproval {
    std::string type{kCallApprovalType};
    std::string id;
    std::string user;
    std::string service;
    std::string tool;
    CallEffect effect = CallEffect::Spends;
    json::object arguments;
    std::vector<ValueOrigin> origins;
    std::string issued;
    std::string expires;

    bool operator==(const CallApproval&) const = default;
};
BOOST_DESCRIBE_STRUCT(CallApproval, (),
                      (type, id, user, service, tool, effect, arguments, origins, issued, expires))

struct SignedCallApproval {
    CallApproval approval;
    std::string signature;

    bool operator==(const SignedCallApproval&) const = default;
};
BOOST_DESCRIBE_STRUCT(SignedCallApproval, (), (approval, signature))

// One value of the arguments: a text, a number, a yes or no, null, or an empty list or object.
struct Leaf {
    std::string path;  // keys that are no plain names stand there as JSON, so that no two are one
    std::string text;  // a text as it is, anything else as JSON
    enum class Kind { Text, Number, Other };
    Kind kind = Kind::Text;

    bool operator==(const Leaf&) const = default;
};
// Every value, in order. Exhausted: more than kMaxCallValues, or nested too deep to be read.
Result<std::vector<Leaf>> leaves(const json::object& arguments);

// Denied, with the codes of mandate.hpp: "bad_signature", "expired", "wrong_user".
Result<> check_call_approval(const SignedCallApproval& signed_call, const std::string& user,
                             const crypto::PublicKey& user_key, Time now);

// What a person reads before the yes, line by line, in "zh" or "en": service and tool, each value
// behind its origin, what it may do, and until when the yes holds. Texts stand in quotes, so that
// nothing in a value can be taken for what errand says of it. What a call that pays buys stands
// first, as on any card. Errors as of leaves(); Invalid where two origins are given for one value,
// or a call that pays does not say what it buys; Exhausted where the values are too long to be
// checked by a person.
Result<std::vector<std::string>> describe(const CallApproval& approval, std::string_view language,
                                          const TimeZone& zone);

// The lines of an ask's `approval`, whichever of the two forms it has; `name_is_shared` as
// describe() of an Approval takes it.
Result<std::vector<std::string>> describe_document(const json::value& document,
                                                   std::string_view language, const TimeZone& zone,
                                                   bool name_is_shared = false);

}  // namespace errand::commerce
