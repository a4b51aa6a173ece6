// `errand eval-invoices`: how well a folder of invoices is read.
#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "client/process.hpp"
#include "eval/invoices/measure.hpp"

namespace errand::app {

int eval_invoices(const EvalInvoicesOptions& options) {
    const auto* documents = options.without_xml ? "errand-page-documents" : "errand-documents";
    const auto measured =
        eval::invoices::measure(options.folder, options.truth, client::own_folder() / documents);
    if (!measured) return report(measured.error());
    fmt::print("{}", options.json ? json::write_pretty(eval::invoices::to_json(*measured)) + "\n"
                                  : eval::invoices::text(*measured, options.failures));
    return measured->silent == 0 ? kOk : kNotAllPassed;
}

}  // namespace errand::app
