// Owns: what a scenario leaves behind, as the judge sees it: the city's records, the events that
// the user saw, and the yeses that were given. Plain data; any thread.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "commerce/money.hpp"
#include "commerce/options.hpp"
#include "json/json.hpp"

namespace errand::eval {

struct RecordItem {
    std::string id;
    json::value name;  // text or {"zh", "en"}
    int quantity = 1;
    commerce::Options options;
};
BOOST_DESCRIBE_STRUCT(RecordItem, (), (id, name, quantity, options))

struct RecordPlace {
    std::optional<json::value> label;
    json::value address;
};
BOOST_DESCRIBE_STRUCT(RecordPlace, (), (label, address))

struct RecordOrder {
    std::string id;
    std::string user;
    std::string service;
    json::value shop;
    std::vector<RecordItem> items;
    RecordPlace deliver_to;
    commerce::Money total;
    std::string currency;
    std::string state;
    bool paid = false;
    std::optional<std::string> pickup_code;
    std::optional<std::string> note;
    std::optional<std::string> created;
    std::optional<std::string> eta;  // ours beyond docs/scenarios.md: what `shows` compares with
    std::optional<json::value> courier;
};
BOOST_DESCRIBE_STRUCT(RecordOrder, (),
                      (id, user, service, shop, items, deliver_to, total, currency, state, paid,
                       pickup_code, note, created, eta, courier))

struct RecordPayment {
    std::string id;
    std::string order;
    commerce::Money amount;
    std::string state;
    std::optional<std::string> approval;  // the approval's id
};
BOOST_DESCRIBE_STRUCT(RecordPayment, (), (id, order, amount, state, approval))

struct RecordRefund {
    std::string payment;
    commerce::Money amount;
};
BOOST_DESCRIBE_STRUCT(RecordRefund, (), (payment, amount))

// The answer of the city's GET /operator/records.
struct Records {
    std::vector<RecordOrder> orders;
    std::vector<RecordPayment> payments;
    std::vector<RecordRefund> refunds;
};
BOOST_DESCRIBE_STRUCT(Records, (), (orders, payments, refunds))

// Members that docs/scenarios.md does not name are ignored.
Result<Records> decode_records(const json::value& from);

// A payment that took money, refunded later or not.
bool succeeded(const RecordPayment& payment);
// A cancelled order, with or without a refund.
bool is_cancelled(const RecordOrder& order);

// One yes of the user: what exactly was shown and signed.
struct GivenApproval {
    std::string ask;
    std::string id;  // the approval's
    json::value draft;
    commerce::Money amount;
};

// A question or card that the assistant still has open when the last turn has settled.
struct OpenAsk {
    std::string id;
    std::uint64_t errand = 0;
    std::string type;
    std::string slot;
};

// A produced file, as the result named it, and its content where it could be read.
struct ProducedFile {
    std::string name;
    std::optional<std::string> content;
};

struct Evidence {
    Records records;
    json::value world;  // null where the city was generated
    std::vector<json::value> events;
    std::vector<GivenApproval> approvals;
    // Rules that the user signed; an approval derived from one needs no yes of its own.
    std::set<std::string> allowances;
    std::vector<OpenAsk> open;
    std::vector<ProducedFile> files;
    std::vector<std::string> faults;  // what went wrong while it was played, first thing first
};

// Everything that was seen, as a person debugging wants it.
json::value to_json(const Evidence& evidence);

// The last stated status of each errand, by number: its last result's, else "waiting".
std::map<std::uint64_t, std::string> statuses(const Evidence& evidence);

// Every text inside the value: of a text itself, of {"zh", "en"} both, of an object's members all.
std::vector<std::string> texts_of(const json::value& from);

// Whether any text of `value` holds `part`, without regard to ASCII case. Empty parts never match.
bool contains_text(const json::value& value, std::string_view part);
bool contains_text(std::string_view text, std::string_view part);

}  // namespace errand::eval
