/** A change that brought an incident of the example about, as its cited record names it, with the paths that it changed. */
export interface IntroducingChange {
  incident: string;
  change: string;
  /** The UTC day on which it was merged. */
  on: string;
  paths: readonly string[];
}

const TEST_INFRA = "https://github.com/kubernetes/test-infra";

/** All that the records of the example name: most tell of a change without saying which. Of many paths of one folder some stand here. */
export const INTRODUCING_CHANGES: readonly IntroducingChange[] = [
  {
    incident: "2019-01-23-prow-last-good-config",
    change: `${TEST_INFRA}/pull/10886`,
    on: "2019-01-22",
    paths: [
      "config/jobs/kubernetes/sig-aws/eks/k8s-aws-eks-presets.yaml",
      "config/jobs/kubernetes/sig-aws/sig-aws-credentials.yaml",
      "prow/config.yaml",
    ],
  },
  {
    incident: "2019-02-08-prow-rollback-not-far-enough",
    change: `${TEST_INFRA}/pull/11172`,
    on: "2019-02-08",
    paths: [
      "config/jobs/kubernetes-security/generated-security-jobs.yaml",
      "prow/cluster/branchprotector_cronjob.yaml",
      "prow/cluster/plank_deployment.yaml",
      "prow/cluster/starter.yaml",
    ],
  },
  {
    incident: "2019-03-26-boskos-deploy-not-verified",
    change: `${TEST_INFRA}/commit/02110870507abdeb93dfd6205c70f82145f8993c`,
    on: "2018-12-04",
    paths: [
      "boskos/boskos.go",
      "boskos/crds/client.go",
      "boskos/crds/resource_crd.go",
      "boskos/crds/resources_config_crd.go",
    ],
  },
];
