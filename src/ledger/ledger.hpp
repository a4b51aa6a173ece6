// Owns: Ledger, the reimbursement ledger of many invoices: entries, what a person changed, what is
// doubtful, what became of every file. A value; one thread. Pure: files are read elsewhere.
// Must stay true: files in = files of entries + duplicates + files with findings alone; amounts of
// different currencies are never added; the same readings and changes give the same ledger.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "files/output.hpp"
#include "invoice/collection.hpp"
#include "ledger/category.hpp"
#include "ledger/change.hpp"

namespace errand::ledger {

struct Setting {
    std::optional<int> year;       // entries of another year are left out, and said so
    std::string buyer_tax_id;      // the company's own; empty: buyers are not compared
    std::string claimant;          // 报销人
    std::string language = "zh";   // "zh" or "en"
    std::string currency = "CNY";  // a code; what rates of exchange are to
    Time now{};                    // by the Clock: dates after it are doubtful; the workbook's own
    std::vector<CategoryRule> rules;
};

// A file as it was handed in, with what reading it gave.
struct Handed {
    std::string path;
    invoice::Reading reading;
};

struct Entry {
    std::size_t number = 0;    // 序号, from 1; stays the same when files are added
    invoice::Invoice invoice;  // with a person's corrections, whose source is "user"
    Guess category;            // confidence 100 where a person set it
    bool category_by_person = false;
    bool counted_by_person = false;  // a person left it out or took it back
    bool included = true;
    std::string left_out_because;  // for a person
    std::string claimant;
    std::optional<invoice::Decimal> rate;
    std::string odd_currency;  // as it is stated, where that is no code: the field is then missing
    // The entry that it reverses, or that reverses it; both are included.
    std::optional<std::size_t> pair;
    std::optional<std::size_t> original_left_out;  // what it reverses, which is here but left out
    // What it reverses, where more is taken back with it than was paid.
    std::optional<std::size_t> reversed_before;
    // Another one of the same seller, day and total, where this one has no number, or one that may
    // be the other's: perhaps the same invoice.
    std::optional<std::size_t> alike;
    // What the checks say of it as it stands, and what reading and joining its files said.
    std::vector<invoice::Finding> findings;

    // As they count: below zero where a credit note states them as positive.
    invoice::Decimal net() const;
    invoice::Decimal tax() const;
    invoice::Decimal gross() const;
    invoice::Decimal adjustment() const;
    // Takes money back.
    bool is_red() const { return invoice.credit || gross().units < 0; }
    // The total in the ledger's own currency, to the hundredth; zero without a rate.
    invoice::Decimal converted() const;
    // The least confidence of the fields that matter: number, date, seller, buyer, sums.
    int confidence() const;
    // The worst source among these fields.
    invoice::Source source() const;
    // "2025-03", or empty without a date.
    std::string month() const;
    const std::string& file() const { return invoice.files.front().path; }
};

enum class DoubtKind {
    Missing,        // a field that every invoice has
    LowConfidence,  // read, but not surely
    Sums,           // net + tax is not gross, lines are not their total, words are not figures
    CheckDigit,
    Category,    // unknown, or a guess
    OtherBuyer,  // not the company's own tax id
    OtherYear,
    Future,  // dated after today
    Red,     // reverses an invoice that is not here
    NumberTwice,
    Alike,       // perhaps the same invoice as another entry
    Sources,     // two sources of one invoice disagree
    Rate,        // another currency without a rate of exchange
    File,        // a file that gave no invoice, or not all of it
    Unverified,  // a signature that was not verified
};
BOOST_DESCRIBE_ENUM(DoubtKind, Missing, LowConfidence, Sums, CheckDigit, Category, OtherBuyer,
                    OtherYear, Future, Red, NumberTwice, Alike, Sources, Rate, File, Unverified)

// What a person should look at.
struct Doubt {
    std::size_t number = 0;  // of the entry; 0: of a file that gave none
    DoubtKind kind = DoubtKind::Missing;
    std::string field;  // what a Change sets or accepts; empty: of a file alone
    std::string file;
    std::string problem;             // for a person, in the ledger's language
    std::string proposal;            // likewise: what to do
    std::optional<Change> proposed;  // what a plain yes would apply
};

struct Total {
    std::string currency;  // empty: unknown
    std::size_t invoices = 0;
    invoice::Decimal net, tax, gross;
};

// What became of one document: a handed-in file, or one inside it.
enum class Fate { Recorded, Duplicate, Finding };
struct Document {
    std::string path;
    std::string handed;  // the file that was handed in
    Fate fate = Fate::Finding;
    std::size_t number = 0;   // of the entry; 0: none
    bool same_bytes = false;  // a duplicate
    std::string remark;       // for a person
};

// A file that holds an invoice which is recorded from another one; the file may have given an entry
// of its own besides.
struct Repeat {
    std::string file;
    std::size_t number = 0;  // of the entry
    bool same_bytes = false;
};

class Ledger {
  public:
    explicit Ledger(Setting setting);
    // A collection whose check_all was not called; every path in it counts as handed in.
    Ledger(invoice::Collection collection, Setting setting);

    // More files: new entries come after those that are there, by date, whatever year counts; every
    // change so far holds for them too. One of a name that is known already gets another name:
    // handed_in() has them in the order of adding.
    void add(std::vector<Handed> files);
    // To how many entries; 0 where the filter fits none. Invalid: no such field, or no such value.
    Result<std::size_t> apply(const Change& change);
    // Takes the last change back; false: there is none.
    bool undo();

    const Setting& setting() const { return setting_; }
    const std::vector<Entry>& entries() const { return entries_; }
    // Numbers of the entries that the filter fits, as they stand.
    std::vector<std::size_t> matching(const Filter& filter) const;
    const std::vector<Change>& changes() const { return changes_; }
    const std::vector<Correction>& corrections() const { return corrections_; }
    // Every thing a person should look at, in one list: by entry, then currencies, then files.
    std::vector<Doubt> doubts() const;
    // Of the included entries, by currency.
    std::vector<Total> totals() const;

    const std::vector<std::string>& handed_in() const { return handed_; }
    // Every handed-in file and what lay inside, in order.
    const std::vector<Document>& documents() const { return documents_; }
    const std::vector<Repeat>& repeats() const { return repeats_; }
    const invoice::Collection& collection() const { return collection_; }
    // Whether a person settled it as it stands.
    bool accepted(const Doubt& doubt) const;

  private:
    void take_new_records();
    void rebuild();
    Result<std::size_t> carry_out(const Change& change);
    void change_entry(Entry& entry, const Change& change);
    void accept_files(const Change& change);
    void look_again();
    void attach_findings();
    void pair_reversals();
    void find_alike();
    void trace_documents();
    void trace_repeats(const std::map<std::size_t, std::size_t>& number_of);

    Setting setting_;
    invoice::Collection collection_;
    std::vector<std::string> handed_;
    std::vector<std::size_t> order_;  // of entries: the record of each
    std::vector<Entry> entries_;
    std::vector<Change> changes_;
    std::vector<Correction> corrections_;
    std::vector<Document> documents_;
    std::vector<Repeat> repeats_;
    std::vector<std::pair<std::size_t, std::string>> accepted_;  // entry, field or empty
    std::set<std::string> accepted_files_;
    bool signatures_accepted_ = false;
    std::vector<invoice::Finding> loose_;  // of files that gave no entry
};

// Where files lie, so that the workbook can link to them. The links are relative to the workbook,
// so that both can be moved together.
struct Links {
    std::filesystem::path root;  // what the paths in records are relative to; empty: no links
    // Handed-in files that lie elsewhere than where their names say: absolute, or below the root.
    std::map<std::string, std::filesystem::path> places = {};
};

using files::Existing;

// Each writes to a temporary beside `path` and renames it, so that a reader sees the whole file or
// none of it. Conflict: `path` exists and is not to be replaced. Unavailable: the disk refuses.
// Exhausted: more rows than a workbook has.
Result<void> write_workbook(const Ledger& ledger, const std::filesystem::path& path,
                            const Links& links = {}, Existing existing = Existing::Replace);
Result<void> write_csv(const Ledger& ledger, const std::filesystem::path& path,
                       Existing existing = Existing::Replace);
Result<void> write_json(const Ledger& ledger, const std::filesystem::path& path,
                        Existing existing = Existing::Replace);
// What write_csv and write_json write.
std::string to_csv(const Ledger& ledger);
std::string to_json(const Ledger& ledger);

}  // namespace errand::ledger
