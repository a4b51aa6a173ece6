// Owns: readings of many files to records, each invoice once. A value; one thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "invoice/checks.hpp"
#include "invoice/reader.hpp"

namespace errand::invoice {

struct Duplicate {
    std::string file;
    std::size_t record = 0;  // of which record
    bool same_bytes = false;
};

// One invoice as PDF, OFD and XML is one record with three files; the same form twice is a
// duplicate. Every file added stands in a record, a duplicate or a finding.
class Collection {
  public:
    void add(Reading reading);
    // The checks of every record, once all files are there.
    void check_all(const Expected& expected = {});

    const std::vector<Invoice>& records() const { return records_; }
    const std::vector<Duplicate>& duplicates() const { return duplicates_; }
    const std::vector<Finding>& findings() const { return findings_; }
    // The record of the invoice that it speaks of; nothing: it speaks of a file.
    std::optional<std::size_t> record_of(const Finding& finding) const;

  private:
    // `place`: which one of its file's it is, from 1.
    void add(Invoice invoice, std::size_t place);
    // The same invoice again: another file of the record, or a duplicate.
    void add_to(std::size_t index, const Invoice& invoice, std::size_t place,
                const std::vector<std::string>& keys);
    void merge_into(Invoice& record, const Invoice& invoice, std::size_t place);
    void remember(const std::vector<std::string>& keys, std::size_t index);

    std::vector<Invoice> records_;
    std::vector<Duplicate> duplicates_;
    std::vector<Finding> findings_;
    std::map<std::string, std::vector<std::size_t>> by_identity_;
    std::map<std::pair<std::string, std::size_t>, std::size_t> placed_;  // file and place: record
};

}  // namespace errand::invoice
