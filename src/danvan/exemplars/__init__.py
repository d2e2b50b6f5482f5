"""The register of exemplary models: register, appraise, survey again, replicate, commend."""
