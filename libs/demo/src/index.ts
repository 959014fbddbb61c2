export { DemoActors } from './demo-actors';
export { DEMO_PASSWORD, demoAccounts } from './demo-people';
export { DemoModule } from './demo.module';
export { seedDemo } from './seed-demo';
