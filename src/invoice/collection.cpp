#include "invoice/collection.hpp"

#include <algorithm>

#include "invoice/checks.hpp"
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
    const auto [known, fresh] = by_identity_.emplace(std::move(key), records_.size());
    if (fresh) {
        records_.push_back(std::move(invoice));
        return;
    }
    auto& record = records_[known->second];
    const auto file = invoice.files.front();
    const bool same_bytes =
        std::ranges::find(record.files, file.sha256, &File::sha256) != record.files.end();
    const bool same_form =
        std::ranges::find(record.files, file.form, &File::form) != record.files.end();
    const auto files = record.files;
    if (!same_bytes) merge(record, invoice, findings_);
    if (same_bytes || same_form) {
        record.files = files;
        duplicates_.push_back({file.path, known->second, same_bytes});
    }
}

void Collection::check_all(std::optional<int> year) {
    for (const auto& record : records_)
        for (auto& finding : check(record, year)) findings_.push_back(std::move(finding));
}

}  // namespace errand::invoice
