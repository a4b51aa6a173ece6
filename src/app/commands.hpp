// Owns: every command of the program, behind its parsed options. Each returns the exit status.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/program.hpp"

namespace errand::app {

struct ChatOptions {
    bool demo = false;
};
int chat(const Program& program);

// One whole errand by itself in a city of its own, every card and approval shown, then compared
// with the city's records.
int demo(const Program& program);

struct AskOptions {
    std::string text;
    bool json = false;
    bool yes_to_nothing = false;      // refuse whatever is asked, so that nothing stays open
    std::vector<std::string> attach;  // files, archives, folders
};
int ask(const Program& program, const AskOptions& options);

struct ServeOptions {
    std::string address;
    std::optional<std::uint16_t> port;
    std::string ready_file;
    bool testing = false;
};
int serve(const Program& program, const ServeOptions& options);

struct ListOptions {
    bool json = false;
};
int errands(const Program& program, const ListOptions& options);
int audit(const Program& program, const ListOptions& options);

struct ShowOptions {
    std::uint64_t number = 0;
    bool json = false;
};
int show(const Program& program, const ShowOptions& options);

struct ApproveOptions {
    std::string ask;
    bool yes = false;    // do not ask the person again
    bool print = false;  // print the signed answer instead of sending it
};
int approve(const Program& program, const ApproveOptions& options);

struct AnswerOptions {
    std::string ask;
    std::size_t choose = 0;  // the offer with this number
    std::string text;        // to a question
    bool yes = false;        // to a permission
    bool no = false;         // to a permission or an approval
    bool json = false;
};
int answer(const Program& program, const AnswerOptions& options);

struct GrantsOptions {
    std::string withdraw;  // a service, or empty: list
    bool json = false;
};
int grants(const Program& program, const GrantsOptions& options);

struct ConnectServiceOptions {
    std::vector<std::string> what;  // an address, or a program and its arguments
    std::string openapi;            // a document: a file or an address
    bool ucp = false;               // the address is a shop's domain
    std::string endpoint;           // where the shop is asked, if on another server
    std::string name;               // empty: by what it is
    std::vector<std::string> environment;
    std::string directory;
    std::string key_env;
    bool key = false;     // ask for one, and keep it in the vault
    bool anyway = false;  // keep it though it does not answer
};
// Tries a service, says what it found and keeps it.
int connect_service(const Program& program, const ConnectServiceOptions& options);
int services(const Program& program, const ListOptions& options);
int disconnect_service(const Program& program, const std::string& name);
// Prints the profile that shops read of errand, and makes the key that stands in it.
int shop_profile(const Program& program);

struct LimitsOptions {
    std::string per_payment;  // empty: as it is; "none": lifted
    std::string per_day;
    bool json = false;
};
int limits(const Program& program, const LimitsOptions& options);

struct AllowOptions {
    std::vector<std::string> payees;
    std::string per_payment;
    std::string per_day;
    std::string currency = "CNY";
    int days = 30;
    bool yes = false;
    bool json = false;
};
int allow_list(const Program& program, const ListOptions& options);
int allow_make(const Program& program, const AllowOptions& options);
int allow_revoke(const Program& program, const std::string& id);

struct UnderstandOptions {
    std::string text;
    bool json = false;
};
int understand(const Program& program, const UnderstandOptions& options);

struct TrainOptions {
    std::vector<std::string> folders;  // skills, or folders of skills
    std::string to = "brain.model";
};
int train(const TrainOptions& options);

struct EvalOptions {
    std::vector<std::string> files;
    std::string only;  // an id, or its beginning
    int repeat = 1;
    int jobs = 1;
    bool json = false;
    bool keep = false;
    bool crash_everywhere = false;
};
int eval(const EvalOptions& options);

struct EvalLanguageOptions {
    std::string data;
    std::string part;        // a measurement's name, or its beginning
    std::string only;        // rows whose name contains this
    std::string references;  // reference figures
    std::size_t failures = 0;
    bool json = false;
};
int eval_language(const EvalLanguageOptions& options);

struct EvalInvoicesOptions {
    std::string folder;
    std::string truth;
    std::size_t failures = 0;
    bool json = false;
    bool without_xml = false;
};
int eval_invoices(const EvalInvoicesOptions& options);

struct LedgerOptions {
    std::vector<std::string> files;  // files and folders
    std::string output;              // the workbook
    std::optional<int> year;
    std::string buyer_tax_id;
    std::string claimant;
    std::string category_map;
    std::string currency = "CNY";
    std::vector<std::string> rates;  // "EUR=7.85"
    std::string language;
    bool csv = false;   // beside the workbook
    bool json = false;  // likewise
    bool force = false;
    bool quiet = false;
};
int ledger_command(const LedgerOptions& options);

int doctor(const Program& program);

}  // namespace errand::app
