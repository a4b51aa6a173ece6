#include "invoice/collection.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "invoice/checks.hpp"
#include "invoice/limits.hpp"
#include "invoice/merge.hpp"

namespace errand::invoice {

void Collection::add(Reading reading) {
    for (auto& finding : reading.findings) findings_.push_back(std::move(finding));
    for (auto& invoice : reading.invoices) add(std::move(invoice));
}

void Collection::add(Invoice invoice) {
    auto key = identity(invoice);
    // One that does not name itself can only be found again as the same bytes.
    if (key.empty()) key = "bytes:" + invoice.files.front().sha256;
    auto& candidates = by_identity_[key];
    for (const auto index : candidates) {
        if (key.starts_with("bytes:") || same_invoice(records_[index], invoice))
            return add_to(index, invoice);
    }
    if (!candidates.empty())
        findings_.push_back(
            {Fault::NumberTwice, invoice.files.front().path,
             fmt::format("the number {} of this seller is also in {}", invoice.number.value,
                         records_[candidates.front()].files.front().path)});
    if (candidates.size() < kMaxSameNumber) candidates.push_back(records_.size());
    records_.push_back(std::move(invoice));
}

void Collection::add_to(std::size_t index, const Invoice& invoice) {
    auto& record = records_[index];
    const auto& file = invoice.files.front();
    const auto has = [&](auto member) {
        return std::ranges::any_of(record.files,
                                   [&](const File& one) { return one.*member == file.*member; });
    };
    const bool same_bytes = has(&File::sha256);
    if (!same_bytes && !has(&File::form)) return merge(record, invoice, findings_);
    duplicates_.push_back({file.path, index, same_bytes});
    if (same_bytes) return;
    auto files = record.files;
    merge(record, invoice, findings_);
    record.files = std::move(files);
}

void Collection::check_all(std::optional<int> year) {
    for (const auto& record : records_)
        for (auto& finding : check(record, year)) findings_.push_back(std::move(finding));
}

}  // namespace errand::invoice
