export { checkWorkflow, diagram, type Transition, type Workflow } from './workflow.rules';
export { WorkflowModule } from './workflow.module';
export { Workflows, type Step } from './workflows';
