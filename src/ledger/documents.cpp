// What became of every document: the proof that none is lost.
#include <algorithm>
#include <map>

#include "ledger/ledger.hpp"
#include "ledger/limits.hpp"
#include "ledger/wording.hpp"

namespace errand::ledger {
namespace {

// The handed-in file that a document is or lies in: of several that fit, the longest path.
class Handing {
  public:
    explicit Handing(const std::vector<std::string>& handed) {
        for (std::size_t at = 0; at < handed.size(); ++at) order_.emplace(handed[at], at);
    }
    // Its place among the handed-in files; their number where there is none.
    std::size_t place_of(std::string_view path) const {
        for (;;) {
            if (const auto found = order_.find(path); found != order_.end()) return found->second;
            const auto slash = path.rfind('/');
            if (slash == std::string_view::npos) return order_.size();
            path = path.substr(0, slash);
        }
    }

  private:
    std::map<std::string, std::size_t, std::less<>> order_;
};

void remark(Document& document, const std::string& said) {
    constexpr std::string_view kMore = " …";
    if (document.remark.ends_with(kMore) || document.remark.find(said) != std::string::npos) return;
    if (document.remark.size() + said.size() > kMaxRemarkBytes && !document.remark.empty())
        document.remark += kMore;
    else
        document.remark += (document.remark.empty() ? "" : "; ") + said;
}

}  // namespace

void Ledger::trace_repeats(const std::map<std::size_t, std::size_t>& number_of) {
    repeats_.clear();
    for (const auto& duplicate : collection_.duplicates())
        repeats_.push_back({duplicate.file, number_of.at(duplicate.record), duplicate.same_bytes});
}

void Ledger::trace_documents() {
    std::map<std::string, Document> all;
    std::map<std::size_t, std::size_t> number_of;  // of each record
    for (std::size_t at = 0; at < order_.size(); ++at) number_of[order_[at]] = at + 1;
    const auto& records = collection_.records();
    for (std::size_t record = 0; record < records.size(); ++record)
        for (const auto& file : records[record].files) {
            auto& one = all[file.path];
            if (one.number == 0 || number_of[record] < one.number) one.number = number_of[record];
            one.fate = Fate::Recorded;
        }
    trace_repeats(number_of);
    for (const auto& repeat : repeats_) {
        auto& one = all[repeat.file];
        if (one.fate == Fate::Recorded) {
            remark(one, holds_again(repeat.number, setting_.language));
            continue;
        }
        one.fate = Fate::Duplicate;
        if (one.number == 0) one.number = repeat.number;
        one.same_bytes = repeat.same_bytes;
    }
    for (const auto& finding : collection_.findings())
        if (!finding.file.empty())
            remark(all[finding.file], wording_of(finding, setting_.language));
    const Handing handing(handed_);
    std::vector<bool> told(handed_.size() + 1);
    std::vector<std::pair<std::size_t, Document>> placed;
    for (auto& [path, one] : all) {
        const auto place = handing.place_of(path);
        one.path = path;
        one.handed = place < handed_.size() ? handed_[place] : path;
        told[place] = true;
        placed.emplace_back(place, std::move(one));
    }
    // A reading that said nothing breaks its promise; the file is named all the same.
    for (std::size_t at = 0; at < handed_.size(); ++at)
        if (!told[at])
            placed.emplace_back(at, Document{.path = handed_[at],
                                             .handed = handed_[at],
                                             .remark = nothing_read(setting_.language)});
    std::ranges::sort(placed, {}, [](const auto& one) {
        return std::pair(one.first, std::string_view(one.second.path));
    });
    documents_.clear();
    for (auto& [place, one] : placed) documents_.push_back(std::move(one));
}

}  // namespace errand::ledger
