// Owns: what `errand doctor` says of the large models in the settings. Must stay true: a server's
// words stand on one line, and no key is in any.
#pragma once

#include "app/finding.hpp"
#include "app/program.hpp"
#include "brain/model/trial.hpp"

namespace errand::app {

// Asks every [[model]], one after the other: five questions at most, each bounded in time.
Findings look_at_models(const Program& program);

// What came of trying one. Pure.
Findings model_findings(const brain::model::EndpointSettings& settings,
                        const brain::model::Trial& trial, const Style& style);

}  // namespace errand::app
