// Owns: how well invoices are read: a folder of files against a truth per file. Blocks.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "json/json.hpp"

namespace errand::eval::invoices {

struct Tally {
    std::size_t right = 0;
    std::size_t of = 0;
};

struct Miss {
    std::string file;
    std::string field;
    std::string wanted;
    std::string got;
};

struct Report {
    std::size_t files = 0;
    std::size_t records = 0;
    std::size_t duplicates = 0;
    std::size_t findings = 0;
    std::size_t silent = 0;             // files that stand in no record, duplicate or finding
    std::size_t false_duplicates = 0;   // pairs of files
    std::size_t missed_duplicates = 0;  // pairs of files
    std::map<std::string, std::map<std::string, Tally>> kinds;  // kind, field
    std::map<std::string, Tally> fields;
    std::map<std::string, std::size_t> faults;
    std::map<std::string, Tally> expected;          // faults that the truth wants
    std::map<std::string, std::size_t> unexpected;  // faults that it does not
    std::vector<Miss> misses;
    double seconds = 0;
    long kilobytes = 0;  // most memory: this process, or its largest child
};

// `truth`: a list of {file, kind, truth: {no, date, cur, seller, seller_vat, buyer, buyer_vat, net,
// tax, gross, payable, code, reverses, plate}, findings, allowed, same_as} (truth.hpp), with the
// year that the set is held against in about.json beside it, if there is one; the files lie in
// `folder` or in `folder`/files. A field that the truth has as null or not at all is not counted.
// Every regular file of that folder is read. Two files are one invoice in truth where `same_as`
// says so, or where number, day, total and the seller's tax id or name agree.
Result<Report> measure(const std::filesystem::path& folder, const std::filesystem::path& truth,
                       const std::filesystem::path& documents);
// `misses`: so many are shown.
std::string text(const Report& report, std::size_t misses);
json::value to_json(const Report& report);

}  // namespace errand::eval::invoices
